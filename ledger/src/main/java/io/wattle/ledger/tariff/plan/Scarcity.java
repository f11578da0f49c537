package io.wattle.ledger.tariff.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Levels of scarcity, each dearer, and which one holds from which day on.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param levels names and surcharges
 * @param switches in the order of their days; before the first there is no level
 */
public record Scarcity(List<Level> levels, List<Switch> switches) implements Component {

    /**
     * A level and what it adds.
     *
     * @param surchargePpm on the charge for units, 0..100,000,000
     */
    public record Level(String name, long surchargePpm) {
        public Level {
            Exact.named("name", name);
            Exact.within("surcharge", surchargePpm, 0, 100 * Exact.WHOLE_PPM);
        }
    }

    /** From this day on that level; a level named {@code none} ends scarcity. */
    public record Switch(LocalDate from, String level) {}

    public Scarcity {
        levels = List.copyOf(levels);
        switches = List.copyOf(switches);
        LocalDate before = LocalDate.MIN;
        for (Switch one : switches) {
            if (!one.from.isAfter(before)) {
                throw new IllegalArgumentException("switches must be in the order of their days: " + one.from);
            }
            before = one.from;
            if (!one.level.equals("none") && levels.stream().noneMatch(level -> level.name.equals(one.level))) {
                throw new IllegalArgumentException("there is no scarcity level " + one.level);
            }
        }
    }

    /** The level of a day. */
    public Optional<Level> on(LocalDate day) {
        String name = "none";
        for (Switch one : switches) {
            if (one.from.isAfter(day)) {
                break;
            }
            name = one.level;
        }
        String found = name;
        return levels.stream().filter(level -> level.name.equals(found)).findFirst();
    }
}

package io.wattle.ledger.tariff.plan;

import java.util.List;

/**
 * A tax or levy. Taxes are worked out in the order in which the tariff lists them.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param inclusive prices contain it already: it is shown, and adds nothing
 * @param on what it is taken of; for a levy per unit {@code ENERGY} alone
 * @param onTaxes names of taxes listed before it that it is taken of too (compounding); none if inclusive
 * @param exemptClasses customers who do not pay it, as in {@link Scope}
 * @param exemptBlocks so many of the first blocks are free of it, and what fills up to a minimum charge with them
 */
public record Tax(String name, Amount amount, boolean inclusive, List<Base> on, List<String> onTaxes,
        List<String> exemptClasses, int exemptBlocks) implements Component {
    /** What a tax may be taken of. The number (ordinal) goes into the journal. */
    public enum Base {
        /** Units with discounts, scarcity surcharge and minimum charge. */
        ENERGY, STANDING, SEWERAGE,
        /** What an account is charged besides: a connection, a penalty, sundry. */
        CHARGES
    }

    /** How much. */
    public sealed interface Amount permits Percent, PerUnit {}

    /**
     * A share of what it is on.
     *
     * @param ppm 1..10,000,000
     */
    public record Percent(long ppm) implements Amount {
        public Percent {
            Exact.within("percent", ppm, 1, 10 * Exact.WHOLE_PPM);
        }
    }

    /**
     * So much for each unit.
     *
     * @param rateMicro for a kWh or m3, above zero
     */
    public record PerUnit(long rateMicro) implements Amount {
        public PerUnit {
            Exact.within("rate", rateMicro, 1, RATE_MAX);
        }
    }

    public Tax {
        Exact.named("name", name);
        on = List.copyOf(on);
        onTaxes = List.copyOf(onTaxes);
        exemptClasses = List.copyOf(exemptClasses);
        Exact.within("exempt blocks", exemptBlocks, 0, 31);
        if (on.isEmpty() || on.stream().distinct().count() != on.size()) {
            throw new IllegalArgumentException("on must name something, and nothing twice, was: " + on);
        }
        if (inclusive && !onTaxes.isEmpty()) {
            throw new IllegalArgumentException("a tax that prices contain is not taken of other taxes: " + onTaxes);
        }
        if (amount instanceof PerUnit && !(on.equals(List.of(Base.ENERGY)) && onTaxes.isEmpty())) {
            throw new IllegalArgumentException("a levy per unit is on units alone, was: " + on + " " + onTaxes);
        }
    }
}

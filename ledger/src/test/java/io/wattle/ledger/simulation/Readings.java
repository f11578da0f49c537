package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Takes readings of the meters: what they show is true, only their clocks may be wrong. None comes after a sending that it
 * was taken before: the ledger would take it for proof that what was sent did not arrive.
 */
final class Readings {
    private final Random random;
    private final World world;
    private final Map<String, Command> last = new HashMap<>();

    Readings(Random random, World world) {
        this.random = random;
        this.world = world;
    }

    Command any(Origin origin, TrueMeter meter) {
        Command before = last.get(meter.name);
        if (before != null && random.nextInt(100) < 8) {
            return before;
        }
        world.pass(Duration.ofSeconds(1));
        meter.use(random.nextInt(200));
        Duration off = switch (random.nextInt(30)) {
            case 0 -> Duration.ofHours(-30);
            case 1 -> Duration.ofDays(3);
            default -> Duration.ZERO;
        };
        Reading reading = meter.reading(world.now().plus(off), random.nextInt(100) < 85, supply());
        Command command = new Command.RecordReading(origin, meter.name, reading);
        last.put(meter.name, command);
        return command;
    }

    /** Something was sent to the meter: what was read before must not be reported after that. */
    void sentTo(String meter) {
        last.remove(meter);
    }

    private Optional<Supply> supply() {
        Supply[] all = Supply.values();
        return random.nextInt(3) == 0 ? Optional.of(all[random.nextInt(all.length)]) : Optional.empty();
    }
}

package io.wattle.ledger.simulation;

import static io.wattle.ledger.quantity.Unit.LITRE;
import static io.wattle.ledger.quantity.Unit.WATT_HOUR;

import io.wattle.ledger.quantity.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A handful of meters of two customers, and the time. */
final class World {
    static final List<String> ACCOUNTS = List.of("a1", "a2");
    static final String WORKSHOP = "x1";
    /** Nobody can reach it: it is sold tokens only. */
    static final String NEVER_READ = "t1";
    /** The other one is read, and credits reach it both ways. */
    static final List<String> TOKEN_METERS = List.of(NEVER_READ, "e3");
    final Map<String, TrueMeter> meters = Stream
            .of(new TrueMeter("e1", "a1", WATT_HOUR), new TrueMeter("e2", "a1", WATT_HOUR),
                    new TrueMeter("e3", "a2", WATT_HOUR), new TrueMeter("w1", "a2", LITRE),
                    new TrueMeter(NEVER_READ, "a1", WATT_HOUR))
            .collect(Collectors.toMap(meter -> meter.name, meter -> meter, (one, _) -> one, TreeMap::new));
    /** A meter at which everything is done that a meter can have besides sales. */
    final TrueMeter workshop = new TrueMeter(WORKSHOP, "a2", WATT_HOUR);
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    /** How far the computer's clock is off. */
    private Duration clockOff = Duration.ZERO;

    /** As the meters have it. */
    Instant now() {
        return now;
    }

    /** As the computer has it. */
    Instant clock() {
        return now.plus(clockOff);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void setClockOff(Duration off) {
        clockOff = off;
    }

    World() {
        workshop.meddled = true;
    }

    /** Price of a kWh and of a m3, in cents: one that divides well and one that does not. */
    static long price(Unit unit) {
        return unit.equals(LITRE) ? 350 : 200;
    }

    TrueMeter meter(String name) {
        return name.equals(workshop.name)
                ? workshop
                : Objects.requireNonNull(meters.get(name), () -> "there is no meter " + name);
    }

    TrueMeter anyMeter(Random random) {
        return List.copyOf(meters.values()).get(random.nextInt(meters.size()));
    }
}

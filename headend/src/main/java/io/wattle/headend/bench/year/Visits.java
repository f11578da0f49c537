package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Command.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Legal acts of engineers, and of the utility, that are no credit. */
final class Visits {
    private Visits() {}

    /** Not when there is nothing to clear: nobody could see that it was done, and it would stay announced. */
    static Script clearCredit(MeterLife life) {
        if (Math.abs(life.meter.shownBalance()) < 100 + 2 * life.dayValue()) {
            return new Script();
        }
        return new Script().then(() -> life.office.announce(Act.CLEAR_CREDIT))
                .pause(life.between(0, 5))
                .then(() -> life.meter.clearBalance())
                .append(life.read());
    }

    /** Nothing moves; the ledger knows of it and stays quiet. */
    static Script keyChange(MeterLife life) {
        return new Script().then(() -> life.office.announce(Act.KEY_CHANGE)).append(life.read());
    }

    static Script tamperReset(MeterLife life) {
        return new Script().then(() -> life.office.announce(Act.TAMPER_RESET)).append(life.read());
    }

    static Script registerReset(MeterLife life) {
        return new Script().then(() -> life.office.announce(Act.REGISTER_RESET))
                .pause(life.between(0, 5))
                .then(life::resetRegister)
                .append(life.read());
    }

    static Script adjustment(MeterLife life) {
        long amount = life.random.nextBoolean() ? life.between(50, 2_000) : -life.between(50, 200);
        return new Script().then(() -> life.office.announceAdjustment(amount))
                .pause(life.between(0, 5))
                .then(() -> life.meter.tamper(amount))
                .append(life.read());
    }

    /** In force at a reading, or between two: then nobody knows how much was drawn before. */
    static Script tariffChange(MeterLife life) {
        boolean between = life.random.nextBoolean();
        return new Script().then(() -> {
            long price = life.between(100, 400);
            Instant now = life.shown().reading().takenAt();
            Duration later = between ? life.plan.tickLength().dividedBy(2) : Duration.ZERO;
            life.office.setPrice(now.plus(later), price);
            life.meter.setNextPrice(price, between ? (int) life.between(0, 100) : 0);
        }).pause(1).append(life.read());
    }

    static Script replacement(MeterLife life) {
        return replaced(life).append(life.read());
    }

    /** After a reading that was just accepted: the engineer brings another meter, and mostly what was left. */
    private static Script replaced(MeterLife life) {
        boolean carryOver = life.random.nextBoolean();
        boolean finalReading = life.random.nextBoolean();
        return new Script().then(() -> life.air.calm(true)).append(life.read()).then(() -> {
            YearMeter old = life.meter;
            Shown end = life.shown(old);
            // Without a final reading the engineer goes by the last that was taken.
            long left = finalReading
                    ? old.shownBalance()
                    : life.lastBalance().flatMap(shown -> shown.reading().balance()).orElseThrow().value();
            YearMeter next = new YearMeter(serialAfter(old.serial), old.traits, old.price(), life.between(0, 500),
                    carryOver ? left : life.between(0, 300), life.nowS());
            life.office.replace(old, next, finalReading ? Optional.of(end.reading()) : Optional.empty(),
                    carryOver);
            life.replaceBy(next);
        });
    }

    private static String serialAfter(String serial) {
        int dot = serial.indexOf('.');
        return dot < 0
                ? serial + ".2"
                : serial.substring(0, dot + 1) + (Integer.parseInt(serial.substring(dot + 1)) + 1);
    }

    /** The old meter is connected again somewhere, and is read. */
    static Script retiredMeterUsed(MeterLife life) {
        YearMeter[] old = new YearMeter[1];
        return new Script().then(() -> old[0] = life.meter)
                .append(replaced(life))
                .append(life.read())
                .pause(life.between(5, 30))
                .then(() -> {
                    if (life.random.nextBoolean()) {
                        old[0].turnRegister(life.between(500, 3_000));
                    } else {
                        old[0].tamper(life.between(500, 3_000));
                    }
                    life.inject(FraudKind.RETIRED_METER_USED, old[0], 0);
                    life.office.record(old[0], life.shown(old[0]));
                })
                .append(life.read());
    }
}

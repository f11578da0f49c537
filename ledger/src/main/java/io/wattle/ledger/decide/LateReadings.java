package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.verify.RegisterStep;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a reading that is older than the last accepted one simply came late. It can have been before it only if its
 * register is not above, and its balance not higher than what was used and charged from then on accounts for. Else the
 * meter's clock went back, and that must not pass without a word.
 *
 * <p>Nothing but late readings for more than a day is the clock, too: else a meter whose clock and register were set back
 * would never be verified again.
 */
final class LateReadings {
    private static final Duration NOTHING_ELSE_MAX = Duration.ofDays(1);
    private final Duration lateMax;
    private final long tolerance;

    LateReadings(Duration lateMax, long tolerance) {
        this.lateMax = lateMax;
        this.tolerance = tolerance;
    }

    boolean isLate(MeterState meter, Reading reading, Instant time) {
        if (meter.lastReading().isEmpty()) {
            return false;
        }
        Reading last = meter.lastReading().get();
        return reading.takenAt().isBefore(last.takenAt())
                && !reading.takenAt().isBefore(time.minus(lateMax))
                && meter.seldom().lateSince().filter(since -> since.plus(NOTHING_ELSE_MAX).isBefore(time)).isEmpty()
                && fits(meter, reading, last);
    }

    private boolean fits(MeterState meter, Reading reading, Reading last) {
        if (meter.seldom().registerFellAt().filter(at -> at.isAfter(reading.takenAt())).isPresent()) {
            return true; // before the register was set back: nothing to compare it with
        }
        long then = reading.register().value();
        long now = last.register().value();
        boolean rolledOver = then > now && RegisterStep.rolledOver(then, now, meter.terms().registerModulus());
        if (then > now && !rolledOver) {
            return false;
        }
        boolean fellSince = meter.seldom().fellAt().filter(at -> at.isAfter(reading.takenAt())).isPresent();
        if (fellSince || reading.balance().isEmpty() || last.balance().isEmpty()) {
            return true;
        }
        long units = rolledOver ? meter.terms().registerModulus() - then + now : now - then;
        long most = last.balance().get().value() + mostTaken(meter, units, reading.takenAt(), last.takenAt());
        return reading.balance().get().value() <= most + tolerance;
    }

    /** The most that can have been taken off for so many units, and for the time. */
    private static long mostTaken(MeterState meter, long units, Instant from, Instant to) {
        long dearest = meter.terms().inMoney() ? 0 : units;
        long charges = 0;
        for (TariffVersion version : meter.terms().tariffs()) {
            MeterTariff tariff = version.tariff();
            long cost = meter.terms().inMoney() ? Math.ceilDiv(tariff.costThousandths(units), 1000L) : 0;
            dearest = Math.max(dearest, cost);
            charges = Math.max(charges, tariff.standing().map(charge -> charge.takenBetween(from, to)).orElse(0L));
        }
        return dearest + charges;
    }
}

package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.MeterState;
import java.util.Optional;

/**
 * A meter that was replaced. What it reads counts no more; but if it goes on counting, or its balance rises, it feeds
 * somebody, and that is said once.
 */
final class RetiredMeter {

    private RetiredMeter() {}

    static Decision read(MeterState meter, Reading reading, long tolerance, long sequence) {
        if (meter.seldom().reportedNotInService() || !isInUse(meter, reading, tolerance)) {
            return refused(meter);
        }
        return Accept.of(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-1", FindingKind.METER_NOT_IN_SERVICE,
                reading.balance(), "the meter was replaced by " + meter.seldom().replacedBy().orElseThrow() + " at "
                        + meter.seldom().replacedAt().orElseThrow() + " and is in use: at " + reading.takenAt()
                        + " its register is "
                        + QuantityText.of(reading.register())
                        + reading.balance().map(balance -> ", its balance " + QuantityText.of(balance)).orElse("")));
    }

    static Refuse refused(MeterState meter) {
        return new Refuse(Refusal.METER_RETIRED, "meter", meter.meter + " was replaced by "
                + meter.seldom().replacedBy().orElseThrow());
    }

    /** A reading from before the replacement may only have come late; but no balance may have risen even then. */
    private static boolean isInUse(MeterState meter, Reading reading, long tolerance) {
        boolean after = reading.takenAt().isAfter(meter.seldom().replacedAt().orElseThrow());
        boolean counted = meter.lastReading().filter(last -> last.register().equals(reading.register())).isEmpty();
        boolean newer = meter.lastReading().filter(last -> reading.takenAt().isBefore(last.takenAt())).isEmpty();
        boolean rose = meter.lastBalance().isPresent() && newer && reading.balance()
                .filter(now -> now.value() > meter.lastBalance().get().value() + tolerance)
                .isPresent();
        return (after && counted) || rose;
    }

    /** Whether the meter can still be asked to do things. */
    static Optional<Refuse> inService(MeterState meter) {
        return meter.seldom().replacedBy().isPresent() ? Optional.of(refused(meter)) : Optional.empty();
    }
}

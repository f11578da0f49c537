package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.Reading;

import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.verify.BalanceVerifier;
import io.wattle.ledger.verify.Weighing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a reading becomes the last accepted one, and what it then means.
 *
 * <p>A meter's clock may be wrong: its reading is older than the last accepted one, or more than a day ahead. The first
 * such reading begins an episode: it becomes a finding CLOCK_WRONG, for else the meter would escape verification without a
 * trace. Further ones are refused. The episode ends with a reading that is accepted, and none is shut out for ever by a
 * clock that went back for good: when the episode has lasted more than an hour, a reading of within a day of the ledger's
 * time whose register has not fallen is taken, and weighed against the last accepted one in the order in which they came.
 */
final class ReadingDecisions {
    /** Meter clocks drift, and may stand in another zone by mistake; a day covers both. */
    private static final Duration CLOCK_AHEAD_MAX = Duration.ofDays(1);
    /** Older readings that were delayed on their way come within minutes; what still comes after an hour is the clock. */
    private static final Duration CLOCK_WRONG_MIN = Duration.ofHours(1);
    private final BalanceVerifier verifier;

    ReadingDecisions(BalanceVerifier verifier) {
        this.verifier = verifier;
    }

    Decision record(Command.RecordReading command, LedgerState state, long sequence, Instant time) {
        Reading reading = command.reading();
        Optional<Refuse> malformed = Wellformed.reading(reading);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> unit = unit("reading.register", meter.registerUnit, reading.register().unit())
                .or(() -> reading.balance().flatMap(b -> unit("reading.balance", meter.balanceUnit, b.unit())));
        if (unit.isPresent()) {
            return unit.get();
        }
        if (meter.lastReading.filter(reading::equals).isPresent()) {
            return new Repeat(meter.lastReadingSequence);
        }
        return notNewer(meter, reading).or(() -> tooFarAhead(reading, time))
                .filter(refuse -> !countsAgain(meter, reading, time))
                .map(refuse -> clockWrong(meter, reading, refuse, sequence))
                .or(() -> contradicts(meter, reading))
                .orElseGet(() -> accept(meter, reading, sequence));
    }

    private static boolean countsAgain(MeterState meter, Reading reading, Instant time) {
        boolean longEnough = meter.clockWrongSince.filter(since -> since.plus(CLOCK_WRONG_MIN).isBefore(time))
                .isPresent();
        boolean registerKept = meter.lastReading
                .filter(last -> reading.register().value() < last.register().value())
                .isEmpty();
        return longEnough && registerKept
                && Duration.between(time, reading.takenAt()).abs().compareTo(CLOCK_AHEAD_MAX) <= 0;
    }

    private static Decision clockWrong(MeterState meter, Reading reading, Refuse refuse, long sequence) {
        if (meter.clockWrongSince.isPresent()) {
            return refuse;
        }
        String words = "the meter's clock is wrong: the reading's time " + refuse.detail() + "; register "
                + QuantityText.of(reading.register())
                + reading.balance().map(balance -> ", balance " + QuantityText.of(balance)).orElse("")
                + "; its readings do not count until the clock is right";
        return Accept.of(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-1", Fact.FindingKind.CLOCK_WRONG,
                Optional.empty(), words));
    }

    private static Optional<Refuse> unit(String field, Unit expected, Unit found) {
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.WRONG_UNIT, field, field
                        + " must be in " + expected.code() + ", was in " + found.code()));
    }

    /** One such reading would be the newest for years, and shut out every honest one after it. */
    private static Optional<Refuse> tooFarAhead(Reading reading, Instant time) {
        Instant latest = time.plus(CLOCK_AHEAD_MAX);
        return reading.takenAt().isAfter(latest)
                ? Optional.of(new Refuse(Refusal.READING_AHEAD_OF_TIME, "reading.takenAt", "must not be later than "
                        + latest + ", was: " + reading.takenAt() + "; the meter's clock must be set"))
                : Optional.empty();
    }

    private static Optional<Refuse> notNewer(MeterState meter, Reading reading) {
        return meter.lastReading.map(Reading::takenAt)
                .filter(last -> reading.takenAt().isBefore(last))
                .map(last -> new Refuse(Refusal.READING_NOT_NEWER, "reading.takenAt", "must be later than " + last
                        + ", was: " + reading.takenAt()));
    }

    /**
     * Many meter clocks tell only seconds, so that a credit may lie between two readings of one instant: then the order
     * in which they came is the order in which they were taken, and only a register that fell is a lie.
     */
    private static Optional<Decision> contradicts(MeterState meter, Reading reading) {
        return meter.lastReading
                .filter(last -> reading.takenAt().equals(last.takenAt())
                        && reading.register().value() < last.register().value())
                .map(last -> new Refuse(Refusal.READING_CONTRADICTS, "reading.register", "must not be below "
                        + last.register() + ", which was read at that very instant, was: " + reading.register()));
    }

    private Decision accept(MeterState meter, Reading reading, long sequence) {
        Weighing weighing = verifier.weigh(meter.trail(), reading.register(), reading.balance(),
                meter.creditsThatMayHaveArrived());
        return new Accept(Optional.empty(), new ReadingFacts(meter, reading, weighing, sequence).all());
    }
}

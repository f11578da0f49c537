package io.wattle.ledger;

import io.wattle.ledger.Decision.Accept;
import io.wattle.ledger.Decision.Refuse;
import io.wattle.ledger.Decision.Repeat;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.verify.BalanceVerifier;
import io.wattle.ledger.verify.Weighing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a reading becomes the last accepted one, and what it then means. */
final class ReadingDecisions {
    /** Meter clocks drift, and may stand in another zone by mistake; a day covers both. */
    private static final Duration CLOCK_AHEAD_MAX = Duration.ofDays(1);
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
        return beside(meter, reading).or(() -> tooFarAhead(reading, time))
                .orElseGet(() -> accept(meter, reading, sequence));
    }

    private static Optional<Refuse> unit(String field, Unit expected, Unit found) {
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.WRONG_UNIT, field, field
                        + " must be in " + expected.code() + ", was in " + found.code()));
    }

    /** One such reading would be the newest for years, and shut out every honest one after it. */
    private static Optional<Decision> tooFarAhead(Reading reading, Instant time) {
        Instant latest = time.plus(CLOCK_AHEAD_MAX);
        return reading.takenAt().isAfter(latest)
                ? Optional.of(new Refuse(Refusal.READING_AHEAD_OF_TIME, "reading.takenAt", "must not be later than "
                        + latest + ", was: " + reading.takenAt() + "; the meter's clock must be set"))
                : Optional.empty();
    }

    /** How it stands beside the last accepted one; empty if it is newer. */
    private static Optional<Decision> beside(MeterState meter, Reading reading) {
        if (meter.lastReading.isEmpty()) {
            return Optional.empty();
        }
        Reading last = meter.lastReading.get();
        if (reading.equals(last)) {
            return Optional.of(new Repeat(meter.lastReadingSequence));
        }
        if (reading.takenAt().isBefore(last.takenAt())) {
            return Optional.of(new Refuse(Refusal.READING_NOT_NEWER, "reading.takenAt", "must be later than "
                    + last.takenAt() + ", was: " + reading.takenAt()));
        }
        // Many meter clocks tell only seconds, so that a credit may lie between two readings of one instant: then the
        // order in which they came is the order in which they were taken, and only a register that fell is a lie.
        if (reading.takenAt().equals(last.takenAt()) && reading.register().value() < last.register().value()) {
            return Optional.of(new Refuse(Refusal.READING_CONTRADICTS, "reading.register", "must not be below "
                    + last.register() + ", which was read at that very instant, was: " + reading.register()));
        }
        return Optional.empty();
    }

    private Decision accept(MeterState meter, Reading reading, long sequence) {
        Weighing weighing = verifier.weigh(meter.trail(), reading.register(), reading.balance(),
                meter.creditsThatMayHaveArrived());
        return new Accept(Optional.empty(), new ReadingFacts(meter, reading, weighing, sequence).all());
    }
}

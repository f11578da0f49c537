package io.wattle.ledger.decide;

import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.verify.BalanceVerifier;
import io.wattle.ledger.verify.RegisterStep;
import io.wattle.ledger.verify.Weighing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides whether a reading becomes the last accepted one, and what it then means.
 *
 * <p>An older reading may simply have come late ({@link LateReadings}): then it is kept and changes nothing. Else the
 * meter's clock is wrong: its reading is older than the last accepted one, or more than a day ahead. The first such reading
 * begins an episode: it becomes a finding CLOCK_WRONG, for else the meter would escape verification without a trace.
 * Further ones are refused. The episode ends with a reading that is accepted, and none is shut out for ever by a clock that
 * went back for good: when the episode has lasted more than an hour, a reading of within a day of the ledger's time whose
 * register has not fallen is taken, and weighed against the last accepted one in the order in which they came.
 */
final class ReadingDecisions {
    /** Meter clocks drift, and may stand in another zone by mistake; a day covers both. */
    private static final Duration CLOCK_AHEAD_MAX = Duration.ofDays(1);
    /** Older readings that were delayed on their way come within minutes; what still comes after an hour is the clock. */
    private static final Duration CLOCK_WRONG_MIN = Duration.ofHours(1);
    private final BalanceVerifier verifier;
    private final Duration lateMax;
    private final LateReadings late;
    private final UsageDecisions usage;

    ReadingDecisions(BalanceVerifier verifier, Duration lateMax, UsageDecisions usage) {
        this.usage = usage;
        this.verifier = verifier;
        this.lateMax = lateMax;
        this.late = new LateReadings(lateMax, verifier.tolerance());
    }

    Decision record(Command.RecordReading command, LedgerState state, long sequence, Instant time) {
        return record(command, Quality.ACTUAL, state, sequence, time);
    }

    /** One that is known so well; where the balance lives here, it deducts what was used. */
    Decision record(Command.RecordReading command, Quality quality, LedgerState state, long sequence, Instant time) {
        Optional<ServerMeter> server = state.servers.of(command.meter());
        Optional<MeterState> meter = Optional.ofNullable(state.meters.get(command.meter()));
        if (server.isEmpty() || meter.isEmpty()) {
            return verified(command, state, sequence, time);
        }
        Reading whole = command.reading();
        Reading reading = new Reading(whole.takenAt(), whole.register(), Optional.empty(), whole.supply());
        Decision decision = verified(new Command.RecordReading(command.origin(), command.meter(), reading), state,
                sequence, time);
        boolean counts = decision instanceof Accept accept && accept.facts()
                .stream()
                .anyMatch(fact -> fact instanceof Fact.ReadingAccepted || fact instanceof Fact.LateReading);
        if (!counts) {
            return decision;
        }
        List<Fact> facts = new ArrayList<>(((Accept) decision).facts());
        wentBack(server.get(), meter.get(), reading, sequence, facts);
        facts.addAll(usage.ofMeter(server.get(), meter.get(), state,
                new UsagePoint(reading.takenAt(), reading.register().value(), quality), sequence));
        return new Accept(Optional.empty(), facts);
    }

    /**
     * A newest reading below a correction that the meter itself never gave: to the meter's own trail the register went on, and
     * what is between the two would be counted as no usage without a word.
     */
    private static void wentBack(ServerMeter server, MeterState meter, Reading reading, long sequence,
            List<Fact> facts) {
        long now = reading.register().value();
        Optional<UsagePoint> last = server.series().lastReal();
        boolean isFall = server.series().isNewest(reading.takenAt())
                && last.filter(point -> now < point.register()
                        && !RegisterStep.rolledOver(point.register(), now, meter.terms().registerModulus()))
                        .isPresent();
        boolean isSeen = meter.lastReading().filter(before -> now < before.register().value()).isPresent();
        if (isFall && !isSeen) {
            long findings = facts.stream().filter(Fact.FindingRaised.class::isInstance).count();
            facts.add(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-" + (findings + 1),
                    Fact.FindingKind.REGISTER_WENT_BACK, Optional.empty(), "the register is "
                            + QuantityText.of(reading.register()) + ", and " + meter.registerUnit()
                                    .of(last.get().register())
                            + " was brought for " + last.get().takenAt()
                            + ": one of the two is wrong; usage counts on from the lower one"));
        }
    }

    private Decision verified(Command.RecordReading command, LedgerState state, long sequence, Instant time) {
        Reading reading = command.reading();
        Optional<Refuse> malformed = Wellformed.reading(reading);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> unit = wrongUnit(meter, reading);
        if (unit.isPresent()) {
            return unit.get();
        }
        if (isSame(meter.lastReading(), reading)) {
            return new Repeat(meter.lastReadingSequence());
        }
        if (meter.seldom().replacedBy().isPresent()) {
            return RetiredMeter.read(meter, reading, verifier.tolerance(), sequence);
        }
        if (isSame(meter.seldom().lastLate(), reading)) {
            return new Repeat(meter.seldom().lastLateSequence());
        }
        if (late.isLate(meter, reading, time)) {
            return Accept.of(new Fact.LateReading(meter.meter, reading));
        }
        Optional<Refuse> wrong = clockWrong(meter, reading, time);
        if (wrong.isPresent()) {
            return firstOfEpisode(meter, reading, wrong.get(), sequence);
        }
        return contradicts(meter, reading).orElseGet(() -> accept(meter, state, reading, sequence, time));
    }

    private static boolean isSame(Optional<Reading> before, Reading reading) {
        return before.isPresent() && before.get().equals(reading);
    }

    private static Optional<Refuse> clockWrong(MeterState meter, Reading reading, Instant time) {
        Optional<Refuse> wrong = notNewer(meter, reading).or(() -> tooFarAhead(reading, time));
        return wrong.isPresent() && countsAgain(meter, reading, time) ? Optional.empty() : wrong;
    }

    private static boolean countsAgain(MeterState meter, Reading reading, Instant time) {
        boolean longEnough = meter.seldom()
                .clockWrongSince()
                .filter(since -> since.plus(CLOCK_WRONG_MIN).isBefore(time))
                .isPresent();
        boolean registerKept = meter.lastReading()
                .filter(last -> reading.register().value() < last.register().value())
                .isEmpty();
        return longEnough && registerKept
                && Duration.between(time, reading.takenAt()).abs().compareTo(CLOCK_AHEAD_MAX) <= 0;
    }

    private static Decision firstOfEpisode(MeterState meter, Reading reading, Refuse refuse, long sequence) {
        if (meter.seldom().clockWrongSince().isPresent()) {
            return refuse;
        }
        String words = "the meter's clock is wrong: the reading's time " + refuse.detail() + "; register "
                + QuantityText.of(reading.register())
                + reading.balance().map(balance -> ", balance " + QuantityText.of(balance)).orElse("")
                + "; its readings do not count until the clock is right";
        return Accept.of(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-1", Fact.FindingKind.CLOCK_WRONG,
                Optional.empty(), words));
    }

    static Optional<Refuse> wrongUnit(MeterState meter, Reading reading) {
        Optional<Refuse> register = unit("reading.register", meter.registerUnit(), reading.register().unit());
        return register.isPresent() || reading.balance().isEmpty()
                ? register
                : unit("reading.balance", meter.balanceUnit(), reading.balance().get().unit());
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
        return meter.lastReading()
                .map(Reading::takenAt)
                .filter(last -> reading.takenAt().isBefore(last))
                .map(last -> new Refuse(Refusal.READING_NOT_NEWER, "reading.takenAt", "must be later than " + last
                        + ", was: " + reading.takenAt()));
    }

    /**
     * Many meter clocks tell only seconds, so that a credit may lie between two readings of one instant: then the order
     * in which they came is the order in which they were taken, and only a register that fell is a lie.
     */
    private static Optional<Decision> contradicts(MeterState meter, Reading reading) {
        return meter.lastReading()
                .filter(last -> reading.takenAt().equals(last.takenAt())
                        && reading.register().value() < last.register().value())
                .map(last -> new Refuse(Refusal.READING_CONTRADICTS, "reading.register", "must not be below "
                        + last.register() + ", which was read at that very instant, was: " + reading.register()));
    }

    private Decision accept(MeterState meter, LedgerState state, Reading reading, long sequence, Instant time) {
        Instant takenAt = reading.takenAt();
        // After so long the clock may have been anywhere in between, and no charge by it is certain.
        boolean countable = meter.lastBalance().isEmpty()
                || Duration.between(meter.lastBalance().get().takenAt(), takenAt).compareTo(lateMax) <= 0;
        OptionalLong balance = reading.balance().isPresent()
                ? OptionalLong.of(reading.balance().get().value())
                : OptionalLong.empty();
        Weighing weighing = verifier.weigh(meter.terms(), meter.trail(takenAt, countable), takenAt,
                reading.register().value(), balance, PendingChanges.of(meter, state, takenAt));
        return new Accept(Optional.empty(),
                new ReadingFacts(meter, state, reading, weighing, verifier.tolerance(), sequence, time).all());
    }
}

package io.wattle.headend.reading;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.MeterEvent;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.RegisterProfile;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What meters push, into the ledger: readings like those that are polled, events, and profiles, which are kept whole; each
 * once, also when a broker delivers it again after a restart. Safe for use by many threads; does not block.
 */
public final class PushedReadings implements MeterInbox {
    private final Ledger ledger;
    private final ReadingIntake intake;
    private final KeptBefore before;
    private final Origin origin;
    /** The time of the newest reading of each meter that was accepted, or kept since: a newer one cannot be a double. */
    private final Map<String, Instant> newest = new ConcurrentHashMap<>();
    private final MeterTurns turns = new MeterTurns();

    /**
     * Hands what it hears to the ledger.
     *
     * @param channel by which they come, such as {@code mqtt}
     */
    public PushedReadings(Ledger ledger, ReadingIntake intake, KeptBefore before, String channel) {
        this.ledger = ledger;
        this.intake = intake;
        this.before = before;
        this.origin = Origin.automatic("meter", channel);
    }

    /** One that is kept as late is on disk as well; one that became a finding alone is, and will never count. */
    @Override
    public CompletionStage<Heard> reading(MeterReading pushed) {
        String meter = pushed.meterSerial();
        CompletionStage<Heard> end = isNew(pushed) && turns.isFree(meter)
                ? submit(() -> intake.accept(pushed, origin))
                : turns.take(meter, () -> isDouble(pushed) ? kept() : submit(() -> intake.accept(pushed, origin)))
                        .exceptionally(PushedReadings::later);
        return end.whenComplete((heard, _) -> {
            if (heard instanceof Heard.Kept) {
                newest.merge(meter, pushed.meterTime(), PushedReadings::later);
            }
        });
    }

    private boolean isNew(MeterReading pushed) {
        Instant last = newest.get(pushed.meterSerial());
        return last != null && pushed.meterTime().isAfter(last);
    }

    /** Blocks. */
    private boolean isDouble(MeterReading pushed) {
        String meter = pushed.meterSerial();
        if (!newest.containsKey(meter)) {
            // Not within the map: other meters would wait behind this one, after a restart thousands of them in a row.
            Instant last = ledger.ask(view -> view.meter(meter))
                    .join()
                    .flatMap(MeterStatus::lastReading)
                    .map(Reading::takenAt)
                    .orElse(Instant.MIN);
            newest.merge(meter, last, PushedReadings::later);
        }
        return !isNew(pushed) && before.knows(meter, ReadingIntake.inLedgerWords(pushed));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What it says is kept in one piece; then it is counted where the balance lives here. */
    @Override
    public CompletionStage<Heard> profile(LoadProfile pushed) {
        String meter = pushed.meterSerial();
        if (pushed.points().isEmpty()) {
            return kept();
        }
        Unit unit = ReadingIntake.quantity(pushed.points().getFirst().register()).unit();
        RegisterProfile profile = new RegisterProfile(unit, pushed.points()
                .stream()
                .map(point -> new RegisterProfile.Point(point.at(), point.register().value()))
                .toList());
        return turns.take(meter, () -> {
            List<RegisterProfile.Point> unknown = before.unknown(meter, profile);
            CompletionStage<Heard> noted = unknown.isEmpty()
                    ? kept()
                    : submit(() -> ledger.submit(new PremisesCommand.NoteProfile(origin, meter,
                            new RegisterProfile(unit, unknown))));
            return noted.thenCompose(heard -> heard instanceof Heard.Kept ? counted(meter, profile) : noted);
        }).exceptionally(PushedReadings::later);
    }

    @Override
    public CompletionStage<Heard> event(String meter, Instant at, String kind, String detail) {
        MeterEvent event = new MeterEvent(at, kind, detail);
        return turns
                .take(meter, () -> before.knows(meter, event)
                        ? kept()
                        : submit(() -> ledger.submit(new PremisesCommand.NoteEvent(origin, meter, event))))
                .exceptionally(PushedReadings::later);
    }

    /** A point that cannot be counted, because it is too old, say, is shown by the next reading: the profile stands. */
    private CompletionStage<Heard> counted(String meter, RegisterProfile profile) {
        return ledger.ask(view -> view.isBalanceHere(meter)).thenCompose(isHere -> {
            if (!isHere) {
                return kept();
            }
            List<CompletableFuture<Outcome>> outcomes = profile.points()
                    .stream()
                    .map(point -> ledger.submit(new BalanceCommand.ImportReading(origin, meter, profile.unit(),
                            new UsagePoint(point.at(), point.register(), Quality.ACTUAL))))
                    .toList();
            return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                    .thenApply(_ -> outcomes.stream()
                            .map(outcome -> heard(outcome.join()))
                            .filter(Heard.Later.class::isInstance)
                            .findFirst()
                            .orElseGet(Heard.Kept::new));
        });
    }

    private static CompletionStage<Heard> submit(Supplier<CompletableFuture<Outcome>> command) {
        return command.get().thenApply(PushedReadings::heard);
    }

    private static CompletionStage<Heard> kept() {
        return CompletableFuture.completedFuture(new Heard.Kept());
    }

    private static Heard later(Throwable why) {
        Throwable cause = why instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : why;
        return new Heard.Later(String.valueOf(cause.getMessage()));
    }

    private static Heard heard(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(LedgerEntry entry) -> heard(entry);
            case Outcome.Existing _,Outcome.NothingToDo _ -> new Heard.Kept();
            case Outcome.Refused refused when refused.reason() == Refusal.OVERLOADED
                    || refused.reason() == Refusal.STOPPED ->
                new Heard.Later(refused.detail());
            case Outcome.Refused refused ->
                new Heard.Refused(refused.reason().name(), refused.field() + " " + refused.detail());
        };
    }

    private static Heard heard(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.ReadingAccepted || fact instanceof Fact.LateReading
                    || fact instanceof PremisesFact) {
                return new Heard.Kept();
            }
            if (fact instanceof Fact.FindingRaised found) {
                return new Heard.Refused(found.kind().name(), found.words());
            }
        }
        return new Heard.Kept();
    }
}

package io.wattle.headend.reading;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterReading;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readings that meters push, into the ledger like those that are polled; profiles as readings of the register alone, like
 * those that people bring. Events are written to the log. Safe for use by many threads; does not block.
 */
public final class PushedReadings implements MeterInbox {
    private static final Logger LOG = LoggerFactory.getLogger(PushedReadings.class);
    private final Ledger ledger;
    private final ReadingIntake intake;
    private final Origin origin;

    /**
     * Hands what it hears to the ledger.
     *
     * @param channel by which they come, such as {@code mqtt}
     */
    public PushedReadings(Ledger ledger, ReadingIntake intake, String channel) {
        this.ledger = ledger;
        this.intake = intake;
        this.origin = Origin.automatic("meter", channel);
    }

    /** One that the ledger keeps as late or as a finding is on disk as well. */
    @Override
    public CompletionStage<Heard> reading(MeterReading reading) {
        return intake.accept(reading, origin).thenApply(PushedReadings::heard);
    }

    @Override
    public CompletionStage<Heard> profile(LoadProfile profile) {
        List<CompletableFuture<Outcome>> outcomes = profile.points()
                .stream()
                .map(point -> ledger.submit(new BalanceCommand.ImportReading(origin, profile.meterSerial(),
                        ReadingIntake.quantity(point.register()).unit(),
                        new UsagePoint(point.at(), point.register().value(), Quality.ACTUAL))))
                .toList();
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(_ -> outcomes.stream()
                        .map(outcome -> heard(outcome.join()))
                        .reduce(new Heard.Kept(), PushedReadings::worse));
    }

    @Override
    public CompletionStage<Heard> event(String meterSerial, Instant at, String kind, String detail) {
        LOG.info("meter {} at {}: {} {}", meterSerial, at, kind, detail.replaceAll("\\p{Cntrl}", " "));
        return CompletableFuture.completedFuture(new Heard.Kept());
    }

    private static Heard heard(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _,Outcome.Existing _,Outcome.NothingToDo _ -> new Heard.Kept();
            case Outcome.Refused refused when refused.reason() == Refusal.OVERLOADED
                    || refused.reason() == Refusal.STOPPED ->
                new Heard.Later(refused.detail());
            case Outcome.Refused refused ->
                new Heard.Refused(refused.reason().name(), refused.field() + " " + refused.detail());
        };
    }

    /** What must be said again goes before what will never be taken. */
    private static Heard worse(Heard one, Heard other) {
        if (one instanceof Heard.Later || other instanceof Heard.Kept) {
            return one;
        }
        return other instanceof Heard.Later || one instanceof Heard.Kept ? other : one;
    }
}

package io.wattle.headend.supply;

import io.wattle.headend.alarm.Alarm;
import io.wattle.headend.alarm.Severity;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.SupplyLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Meters whose limit somebody has to look at, one alarm each: those that refuse it, and those that have not confirmed it for
 * an hour. The worse of the two is a meter that is paid up and still limited. Safe for use by many threads.
 */
public final class LimitAlarms {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CONFIRMED_WITHIN = Duration.ofHours(1);
    private final Ledger ledger;
    private final InstantSource clock;

    public LimitAlarms(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** In the order in which they came; none while the ledger does not answer, which is said elsewhere. */
    public List<Alarm> open() {
        Instant now = clock.instant();
        return limits().stream().filter(one -> isAlarming(one, now)).map(one -> alarm(one, now)).toList();
    }

    static boolean isAlarming(SupplyLimit limit, Instant now) {
        return switch (limit.answer()) {
            case ACCEPTED -> false;
            case REFUSED -> true;
            case UNKNOWN -> limit.orderedAt().plus(CONFIRMED_WITHIN).isBefore(now);
        };
    }

    private static Alarm alarm(SupplyLimit limit, Instant now) {
        String what = limit.normal() ? "NORMAL_LIMIT_" : "LIMIT_";
        return new Alarm("LIMIT-" + limit.meter(), limit.meter(),
                what + (limit.answer() == Answer.REFUSED ? "REFUSED" : "NOT_CONFIRMED"),
                limit.normal() ? Severity.MAJOR : Severity.MINOR,
                limit.perHour() + " an hour: " + (limit.detail().isEmpty() ? "no answer" : limit.detail()),
                limit.orderedAt(), Math.max(0, Duration.between(limit.orderedAt(), now).toSeconds()));
    }

    private List<SupplyLimit> limits() {
        try {
            return ledger.ask(view -> view.limits()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }
}

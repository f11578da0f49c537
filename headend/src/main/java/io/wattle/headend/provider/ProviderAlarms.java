package io.wattle.headend.provider;

import io.wattle.headend.alarm.Alarm;
import io.wattle.headend.alarm.Severity;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Payments that somebody has to look at: an outcome that has been unknown for too long, a refund that is refused, and what
 * does not come to an end. Safe for use by many threads.
 */
public final class ProviderAlarms {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final Ledger ledger;
    private final ProviderConfig config;
    private final InstantSource clock;

    public ProviderAlarms(Ledger ledger, ProviderConfig config, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    /** Oldest first; none while the ledger does not answer, which is said elsewhere. */
    public List<Alarm> open() {
        Instant now = clock.instant();
        return payments().stream().filter(one -> isAlarming(one, config, now)).map(one -> alarm(one, now)).toList();
    }

    static boolean isAlarming(ProviderPayment payment, ProviderConfig config, Instant now) {
        boolean unknown = payment.unknownSince().filter(since -> isOver(since, config.unknownAlarm(), now)).isPresent();
        boolean endless = !payment.state().hasEnded()
                && isOver(payment.begunAt(), config.checkoutTime().plus(config.unknownAlarm()), now);
        return unknown || endless || payment.state() == ProviderState.REFUND_REFUSED;
    }

    private static boolean isOver(Instant since, Duration time, Instant now) {
        return since.plus(time).isBefore(now);
    }

    private static Alarm alarm(ProviderPayment payment, Instant now) {
        Instant since = payment.unknownSince().orElse(payment.changedAt());
        return new Alarm(payment.paymentId(), payment.meter(), "CARD_PAYMENT_" + payment.state(), Severity.MAJOR,
                payment.amount() + " after " + payment.step()
                        + (payment.detail().isEmpty() ? "" : ": " + payment.detail()),
                since, Math.max(0, Duration.between(since, now).toSeconds()));
    }

    private List<ProviderPayment> payments() {
        try {
            return ledger.ask(view -> view.providerPayments().open())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }
}

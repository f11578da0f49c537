package io.wattle.headend.provider;

import io.wattle.headend.link.MeterTasks;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries payments through the provider and brings back what came of it. Where each stands is in the ledger, so a restart
 * goes on there.
 *
 * <pre>
 *   BEGUN ──► the provider is asked to have the customer pay ──► AUTHORISED ──► CAPTURING ──► the sale
 *        not paid in time, or nothing can be sold any more ──► CANCELLING ──► CANCELLED
 *        captured, and nothing can be sold ──► REFUNDING ──► REFUNDED
 *        nobody knows ──► the provider is asked how it stands, after longer and longer pauses
 * </pre>
 *
 * <p>Every turn begins with that question, so nothing is done twice. {@link #follow} is called on one thread; the work is
 * done on virtual threads, one a payment at most.
 */
public final class PaymentDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentDesk.class);
    /** Payments that somebody hints at and that are not looked at yet: more are passed over. */
    private static final int HINTS_MAX = 1_000;

    private final Ledger ledger;
    private final PaymentProvider provider;
    private final ProviderConfig config;
    private final InstantSource clock;
    private final PaymentTurn turn;
    private final MeterTasks tasks = new MeterTasks("payment", this::attend);
    private final Map<String, URI> pages = new ConcurrentHashMap<>();
    /** Completed when something happened to a payment; at most one a payment. */
    private final Map<String, CompletableFuture<Void>> changed = new ConcurrentHashMap<>();
    private final Set<String> hinted = ConcurrentHashMap.newKeySet();
    private final Set<String> alarmed = ConcurrentHashMap.newKeySet();

    /**
     * @param provider not closed here
     * @param clock by which customers have their time
     */
    public PaymentDesk(Ledger ledger, PaymentProvider provider, ProviderConfig config, InstantSource clock) {
        this.ledger = ledger;
        this.provider = provider;
        this.config = config;
        this.clock = clock;
        this.turn = new PaymentTurn(ledger, provider, config, clock, this::show);
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        ledger.ask(view -> view.providerPayments().open())
                .join()
                .forEach(payment -> tasks.nudge(payment.paymentId()));
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof ProviderFact about) {
                wake(about.paymentId());
                if (!entry.origin().equals(PaymentTurn.ORIGIN)) {
                    tasks.nudge(about.paymentId());
                }
            }
        }
    }

    @Override
    public void close() {
        tasks.close();
    }

    /**
     * Begins a payment: it stands in the ledger, and the provider is asked.
     *
     * @param wish under a reference that was never used
     */
    public CompletableFuture<Outcome> begin(Origin origin, String key, String meter, Checkout wish) {
        turn.keep(wish); // before anybody can follow what is decided now
        return ledger.submit(new ProviderCommand.BeginProviderPayment(origin, key, meter, wish.amount(),
                provider.name(), wish.reference())).whenComplete((outcome, _) -> {
                    if (!(outcome instanceof Outcome.Accepted)) {
                        turn.forget(wish.reference());
                    }
                });
    }

    /** Somebody says that something has happened to a payment: it is looked at soon. Believes nothing else. */
    public void hint(String paymentId) {
        if (hinted.size() < HINTS_MAX) {
            hinted.add(paymentId);
        }
        wake(paymentId);
        tasks.nudge(paymentId);
    }

    /** How long the provider has for one answer. */
    public Duration answerTimeout() {
        return config.timeout();
    }

    /** By which the provider's notices are known. */
    public Optional<String> noticeSecret() {
        return config.noticeSecret();
    }

    /** Whether somebody may have money given back, or decide what became of it. */
    public boolean mayRefund(String person) {
        return config.refunders().contains(person);
    }

    /** Where the customer pays, as long as he is being asked. */
    public Optional<URI> page(String paymentId) {
        return Optional.ofNullable(pages.get(paymentId));
    }

    /** Waits until it is known where the customer pays, or that he need not or cannot. Blocks: for virtual threads. */
    public void awaitPage(String paymentId, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            CompletableFuture<Void> next = next(paymentId);
            boolean asked = payment(paymentId).filter(one -> one.state() == ProviderState.BEGUN).isPresent();
            if (page(paymentId).isPresent() || !asked) {
                changed.remove(paymentId, next);
                return;
            }
            comes(next, Duration.ofNanos(left));
        }
    }

    private void show(ProviderPayment payment, URI page) {
        if (!page.equals(pages.put(payment.paymentId(), page))) {
            wake(payment.paymentId());
        }
    }

    private Optional<ProviderPayment> payment(String paymentId) {
        return ledger.ask(view -> view.providerPayments().payment(paymentId)).join();
    }

    /** Completed by what happens to a payment from now on: take it before you look, so that nothing is missed. */
    private CompletableFuture<Void> next(String paymentId) {
        return changed.computeIfAbsent(paymentId, _ -> new CompletableFuture<>());
    }

    private void wake(String paymentId) {
        CompletableFuture<Void> waiting = changed.remove(paymentId);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private static void comes(CompletableFuture<Void> next, Duration patience) throws InterruptedException {
        try {
            next.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.trace("nothing came within {}", patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails here", e);
        }
    }

    /** Goes on until it has ended, or only a person can go on. */
    private void attend(String paymentId) throws InterruptedException {
        Duration pause = config.pauses().first();
        boolean asked = hinted.remove(paymentId);
        Optional<ProviderPayment> payment = payment(paymentId);
        while (payment.isPresent() && (asked || !isDone(payment.get()))) {
            if (turn.take(payment.get())) {
                pause = config.pauses().first();
            } else {
                pause = rest(paymentId, pause);
            }
            asked = hinted.remove(paymentId);
            payment = payment(paymentId);
        }
        payment.filter(one -> one.state().hasEnded()).ifPresent(this::forget);
    }

    /** Waits until something happens or the pause is over, if there is something left to wait for; the next pause. */
    private Duration rest(String paymentId, Duration pause) throws InterruptedException {
        CompletableFuture<Void> next = next(paymentId);
        Optional<ProviderPayment> payment = payment(paymentId).filter(one -> !isDone(one));
        if (payment.isEmpty()) {
            return pause;
        }
        alarm(payment.get());
        Thread.sleep(config.pauses().least()); // whoever hints, and however often
        if (!hinted.contains(paymentId)) {
            comes(next, pause);
        }
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(config.pauses().most()) < 0 ? twice : config.pauses().most();
    }

    /** Nothing is left to be asked; a refused refund is a person's. */
    private static boolean isDone(ProviderPayment payment) {
        return payment.state().hasEnded() || payment.state() == ProviderState.REFUND_REFUSED;
    }

    private void forget(ProviderPayment payment) {
        turn.forget(payment.reference());
        pages.remove(payment.paymentId());
        alarmed.remove(payment.paymentId());
        wake(payment.paymentId());
    }

    private void alarm(ProviderPayment payment) {
        if (ProviderAlarms.isAlarming(payment, config, clock.instant()) && alarmed.add(payment.paymentId())) {
            LOG.warn("ALARM card payment {} at meter {}: {}, {}", payment.paymentId(), payment.meter(),
                    payment.state(), payment.detail());
        }
    }
}

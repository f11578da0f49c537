package io.wattle.headend.provider;

import io.wattle.headend.provider.PaymentPolicy.Next;
import io.wattle.headend.provider.ProviderOutcome.OutcomeUnknown;
import io.wattle.headend.reading.DeskReader;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question to the provider about a payment, and all that follows from the answer. What customers wished is kept here, in
 * memory only. Blocks: for virtual threads, one a payment at most.
 */
final class PaymentTurn {
    static final Origin ORIGIN = Origin.automatic("payment-desk", "card-provider");
    private static final Logger LOG = LoggerFactory.getLogger(PaymentTurn.class);
    /** Questions to the provider at once. */
    private static final int QUESTIONS_MAX = 16;
    /** Longer than any way through the states between two questions. */
    private static final int STEPS_MAX = 8;

    private final Ledger ledger;
    private final PaymentProvider provider;
    private final ProviderConfig config;
    private final InstantSource clock;
    private final BiConsumer<ProviderPayment, URI> page;
    private final Semaphore places = new Semaphore(QUESTIONS_MAX);
    /** By reference, of payments that have not ended: at most as many as the ledger keeps open. */
    private final Map<String, Checkout> wishes = new ConcurrentHashMap<>();

    /**
     * @param page told where a customer pays
     */
    PaymentTurn(Ledger ledger, PaymentProvider provider, ProviderConfig config, InstantSource clock,
            BiConsumer<ProviderPayment, URI> page) {
        this.ledger = ledger;
        this.provider = provider;
        this.config = config;
        this.clock = clock;
        this.page = page;
    }

    void keep(Checkout wish) {
        wishes.put(wish.reference(), wish);
    }

    void forget(String reference) {
        wishes.remove(reference);
    }

    /** Whether something is done that calls for another turn at once. */
    boolean take(ProviderPayment payment) throws InterruptedException {
        ProviderOutcome said = asking(() -> provider.query(payment.reference(), payment.amount()));
        ProviderPayment now = payment;
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            boolean late = clock.instant().isAfter(now.begunAt().plus(config.checkoutTime()));
            Next next = PaymentPolicy.after(now, said, wishes.containsKey(now.reference()), late);
            if (next instanceof Next.Call(ProviderStep step)) {
                return call(now, step); // what was said before holds no longer
            }
            boolean moved = switch (next) {
                case Next.Tell tell -> tell(now, tell);
                case Next.Order(ProviderStep step, String reason) -> order(now, step, reason);
                case Next.Call _ -> false;
                case Next.Wait(Optional<URI> shown) -> {
                    show(now, shown);
                    yield false;
                }
            };
            if (!moved) {
                return false;
            }
            ProviderPayment before = now;
            now = ledger.ask(view -> view.providerPayments().payment(before.paymentId())).join().orElse(before);
            if (now.state().hasEnded() || !stillSays(before, now)) {
                return true;
            }
        }
        return true;
    }

    /** What the provider said holds until it is asked to do something. */
    private static boolean stillSays(ProviderPayment before, ProviderPayment now) {
        return switch (now.state()) {
            case AUTHORISED, CAPTURING, CANCELLING -> before.sequence() != now.sequence();
            case BEGUN, OUTCOME_UNKNOWN, REFUNDING, REFUND_REFUSED, SOLD, DECLINED, CANCELLED, REFUNDED -> false;
        };
    }

    /** What cannot be sold any more is let go instead; what the ledger cannot do just now is done later. */
    private boolean order(ProviderPayment payment, ProviderStep step, String reason) {
        Outcome outcome = submit(new ProviderCommand.AskProvider(ORIGIN, payment.paymentId(), step, reason));
        if (step == ProviderStep.CAPTURE && outcome instanceof Outcome.Refused refused
                && refused.reason() != Refusal.OVERLOADED && refused.reason() != Refusal.STOPPED) {
            LOG.info("payment {} is let go, it cannot be sold for: {} {}", payment.paymentId(), refused.reason(),
                    refused.detail());
            return taken(payment, submit(new ProviderCommand.AskProvider(ORIGIN, payment.paymentId(),
                    ProviderStep.CANCEL, DeskReader.detail(refused.reason() + ": " + refused.detail()))));
        }
        return taken(payment, outcome);
    }

    /** Whether its outcome is known. */
    private boolean call(ProviderPayment payment, ProviderStep step) throws InterruptedException {
        String reference = payment.reference();
        Money amount = payment.amount();
        Checkout wish = wishes.get(reference);
        ProviderOutcome said = asking(() -> switch (step) {
            case CHECKOUT -> wish == null
                    ? new OutcomeUnknown("nobody knows any more what the customer wanted")
                    : provider.authorise(wish.at(notices(payment)));
            case CAPTURE -> provider.capture(reference, amount);
            case CANCEL -> provider.cancel(reference, amount);
            case REFUND -> provider.refund(reference, amount);
        });
        return switch (PaymentPolicy.afterCall(payment, said)) {
            case Next.Wait(Optional<URI> shown) -> {
                show(payment, shown);
                yield false;
            }
            case Next.Tell tell -> tell(payment, tell) && tell.answer() != ProviderAnswer.UNKNOWN;
            case Next.Order _,Next.Call _ -> throw new IllegalStateException("nothing is asked for unasked");
        };
    }

    private Optional<URI> notices(ProviderPayment payment) {
        return config.publicUrl()
                .map(url -> URI.create(url.toString().replaceAll("/+$", "") + "/provider-payments/"
                        + payment.paymentId() + "/notice"));
    }

    private void show(ProviderPayment payment, Optional<URI> shown) {
        shown.ifPresent(url -> page.accept(payment, url));
    }

    private boolean tell(ProviderPayment payment, Next.Tell tell) {
        return taken(payment, submit(new ProviderCommand.RecordProvider(ORIGIN, payment.paymentId(), tell.answer(),
                DeskReader.detail(tell.detail()))));
    }

    private Outcome submit(Command command) {
        return ledger.submit(command).join();
    }

    private static boolean taken(ProviderPayment payment, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("payment {}: the ledger refuses: {} {} {}", payment.paymentId(), refused.reason(),
                    refused.field(), refused.detail());
            return false;
        }
        return true;
    }

    /** A question to the provider. */
    @FunctionalInterface
    private interface Question {
        ProviderOutcome ask() throws InterruptedException;
    }

    private ProviderOutcome asking(Question question) throws InterruptedException {
        places.acquire();
        try {
            return question.ask();
        } finally {
            places.release();
        }
    }
}

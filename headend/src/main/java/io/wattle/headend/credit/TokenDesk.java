package io.wattle.headend.credit;

import io.wattle.headend.link.MeterTasks;
import io.wattle.headend.reading.DeskReader;
import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.CreditStatus.State;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.state.TokenOrderStatus;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.sts.value.BadStsValueException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has tokens made for meters that read them. What is to be made stands in the ledger, so a restart goes on there.
 *
 * <pre>
 *   credit ORDERED ──► OrderTokens: the ledger decides the minute ──► the module is asked, by the order's name
 *        made ──► RecordTokens          refused ──► RefuseTokens: the money goes back
 *        nobody knows ──► asked again after a pause, for the very same tokens
 * </pre>
 *
 * <p>{@link #follow} is called on one thread; the work is done on virtual threads, one a meter at most.
 */
public final class TokenDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenDesk.class);
    private static final Origin ORIGIN = Origin.automatic("token-desk", "token");
    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

    /** Idempotency keys that begin so are the desk's: no caller's key may. */
    private static final String OWN_KEYS = "wattle:token:";

    private final Ledger ledger;
    private final SecurityModule module;
    private final MeterTasks tasks = new MeterTasks("token", this::attend);
    /** Completed when something happened to a meter's tokens; at most one a meter. */
    private final Map<String, CompletableFuture<Void>> changed = new ConcurrentHashMap<>();

    /**
     * @param module not closed here; gives the same tokens for the same message id
     */
    public TokenDesk(Ledger ledger, SecurityModule module) {
        this.ledger = ledger;
        this.module = module;
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        ledger.ask(LedgerView::openCredits).join().forEach(credit -> tasks.nudge(credit.meter()));
        ledger.ask(LedgerView::openTokenOrders).join().forEach(order -> tasks.nudge(order.meter()));
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.CreditOrdered || fact instanceof Fact.OfTokens) {
                tasks.nudge(((Fact.OfMeter) fact).meter());
            }
            if (fact instanceof Fact.CreditOrdered || fact instanceof Fact.OfTokens
                    || fact instanceof Fact.CreditFailed) {
                CompletableFuture<Void> waiting = changed.remove(((Fact.OfMeter) fact).meter());
                if (waiting != null) {
                    waiting.complete(null);
                }
            }
        }
    }

    @Override
    public void close() {
        tasks.close();
    }

    /**
     * Waits until the tokens were made, or refused. Blocks: for virtual threads.
     *
     * @param id of a credit, or of an order of tokens
     * @return false if the time is up before
     */
    public boolean awaitTokens(String meter, String id, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            CompletableFuture<Void> next = next(meter);
            if (!ledger.ask(view -> isUnderWay(view, meter, id)).join()) {
                return true;
            }
            if (!comes(next, Duration.ofNanos(deadline - System.nanoTime()))) {
                return false;
            }
        }
    }

    /** Completed by what happens to a meter's tokens from now on: take it before you look, so that nothing is missed. */
    private CompletableFuture<Void> next(String meter) {
        return changed.computeIfAbsent(meter, _ -> new CompletableFuture<>());
    }

    /** Waits; whether it came in time. */
    private static boolean comes(CompletableFuture<Void> next, Duration patience) throws InterruptedException {
        try {
            next.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails here", e);
        }
    }

    private static boolean isUnderWay(LedgerView view, String meter, String id) {
        Optional<CreditStatus> credit = view.credit(id);
        String tokensId = credit.flatMap(CreditStatus::tokensId).orElse(id);
        return credit.filter(one -> one.state() == State.ORDERED).isPresent()
                || view.openTokenOrdersOf(meter).stream().anyMatch(order -> order.tokensId().equals(tokensId));
    }

    /** What there is to do for a meter. */
    private record Work(Optional<MeterStatus> meter, Optional<TokenTerms> planned, List<TokenOrderStatus> orders,
            List<CreditStatus> credits) {

        static Work of(LedgerView view, String meter) {
            List<CreditStatus> credits = view.tokenTerms(meter).isEmpty() ? List.of() : view.openCreditsOf(meter);
            return new Work(view.meter(meter), view.plannedKeyChange(meter), view.openTokenOrdersOf(meter),
                    credits.stream().filter(credit -> credit.state() == State.ORDERED).toList());
        }

        boolean isDone() {
            return orders.isEmpty() && credits.isEmpty();
        }
    }

    /**
     * Goes on until nothing is left, and waits longer and longer while module or ledger do not let it: until then, or until
     * the meter's next sale, which waits for none of that.
     */
    private void attend(String meter) throws InterruptedException {
        Duration pause = PAUSE_FIRST;
        CompletableFuture<Void> next = next(meter);
        Work work = ledger.ask(view -> Work.of(view, meter)).join();
        while (!work.isDone()) {
            if (step(work)) {
                pause = PAUSE_FIRST;
            } else {
                comes(next, pause);
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
            }
            next = next(meter);
            work = ledger.ask(view -> Work.of(view, meter)).join();
        }
    }

    /** Whether anything came of it; what cannot go on now holds up nothing else. */
    private boolean step(Work work) {
        boolean moved = false;
        for (TokenOrderStatus order : work.orders()) {
            moved |= make(order, work);
        }
        for (CreditStatus credit : work.credits()) {
            moved |= order(work, credit);
        }
        return moved;
    }

    private boolean make(TokenOrderStatus order, Work work) {
        return switch (ask(order, work)) {
            case Issuance.Issued issued -> taken(order, new Command.RecordTokens(ORIGIN, order.meter(),
                    order.tokensId(), issued.moduleId(), issued.keyCheckValue()));
            case Issuance.Refused(String field, String reason) -> {
                LOG.warn("tokens {} for meter {} are not made: {} {}", order.tokensId(), order.meter(), field, reason);
                yield taken(order, new Command.RefuseTokens(ORIGIN, order.meter(), order.tokensId(),
                        DeskReader.detail(field + " " + reason)));
            }
            case Issuance.Unknown(String reason) -> {
                LOG.warn("tokens {} for meter {} are asked for again: {}", order.tokensId(), order.meter(), reason);
                yield false;
            }
        };
    }

    /** The key change first: if it is refused there is no token either, and nobody has seen anything. */
    private Issuance ask(TokenOrderStatus order, Work work) {
        try {
            Optional<CreditStatus> credit = order.order() instanceof TokenOrder.Credit(String creditId)
                    ? ledger.ask(view -> view.credit(creditId)).join()
                    : Optional.empty();
            Optional<TokenRequest> token = TokenRequests.token(order, work.meter().orElseThrow(), credit);
            Optional<TokenRequest.KeyChange> keyChange = TokenRequests.keyChange(order);
            if (keyChange.isPresent()) {
                Issuance changed = module.issueKeyChange(TokenRequests.keyChangeMessageId(order.tokensId()),
                        keyChange.get());
                if (token.isEmpty() || !(changed instanceof Issuance.Issued)) {
                    return changed;
                }
            }
            return module.issue(TokenRequests.messageId(order.tokensId()), token.orElseThrow());
        } catch (BadStsValueException e) {
            return new Issuance.Refused(e.field(), e.reason());
        }
    }

    /** Whether the credit is on its way as tokens; if the ledger does not want it now, it may later. */
    private boolean order(Work work, CreditStatus credit) {
        return taken(credit, new Command.OrderTokens(ORIGIN, OWN_KEYS + credit.creditId(), credit.meter(),
                new TokenOrder.Credit(credit.creditId()), work.planned()));
    }

    private boolean taken(Object what, Command command) {
        if (ledger.submit(command).join() instanceof Outcome.Refused refused) {
            LOG.warn("{}: the ledger refuses: {} {} {}", what, refused.reason(), refused.field(), refused.detail());
            return false;
        }
        return true;
    }
}

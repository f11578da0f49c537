package io.wattle.headend.supply;

import io.wattle.ledger.entry.BalanceFact;
import io.wattle.headend.link.Conversations;
import io.wattle.headend.link.MeterTasks;
import io.wattle.headend.reading.DeskReader;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.entry.SupplyOrder;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.RelayState;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the supply of every meter as the policy says: warns, limits, cuts, reconnects. Each reading by somebody else is an
 * occasion to look; each order is journaled before it is carried out, and stays open until the meter has confirmed it or
 * the balance no longer calls for it. Switching a relay to where it already is does nothing, so a lost answer may simply
 * be tried again.
 *
 * <p>{@link #follow} is called on one thread; the work is done on virtual threads, one a meter at most.
 */
public final class SupplyDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupplyDesk.class);
    private static final Origin ORIGIN = Origin.automatic("supply-desk", "supply");

    private final Ledger ledger;
    private final Conversations conversations;
    private final DeskReader reader;
    private final SupplyPolicy policy;
    private final InstantSource clock;
    private final LimitDesk limits;
    private final MeterTasks tasks = new MeterTasks("supply", this::attend);
    /** What meters refused for good since start, so that it is not ordered again at every reading. */
    private final Map<String, Supply> refused = new ConcurrentHashMap<>();

    public SupplyDesk(Ledger ledger, Conversations conversations, ReadingIntake intake, SupplyPolicy policy,
            InstantSource clock) {
        this.ledger = ledger;
        this.conversations = conversations;
        this.reader = new DeskReader(conversations, intake, ORIGIN);
        this.policy = policy;
        this.clock = clock;
        this.limits = new LimitDesk(ledger, conversations, policy, clock, ORIGIN);
    }

    /** Why the policy does not fit what it did before: limited meters whose normal limit nobody knows any more. */
    public Optional<String> misfit() {
        long stranded = ledger.ask(view -> view.limits()
                .stream()
                .filter(SupplyLimit::mayHold)
                .flatMap(limit -> view.meter(limit.meter()).stream())
                .filter(meter -> policy.normal().of(meter.registerUnit()).isEmpty())
                .count()).join();
        return stranded == 0
                ? Optional.empty()
                : Optional.of(stranded + " meters are limited, and supply.normal-power-w (electricity) or"
                        + " supply.normal-flow-lph (water) does not say to what they are to be set back");
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        for (SupplyOrder order : ledger.ask(LedgerView::openOrders).join()) {
            tasks.nudge(order.meter());
        }
        for (SupplyLimit limit : ledger.ask(LedgerView::limits).join()) {
            tasks.nudge(limit.meter()); // it may have been paid for since
        }
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.ReadingAccepted read -> {
                    if (!reader.isOwn(entry)) {
                        tasks.nudge(read.meter());
                    }
                }
                case Fact.SupplyOrdered ordered -> tasks.nudge(ordered.meter());
                case BalanceFact.BalancePaid paid -> tasks.nudge(paid.meter());
                case BalanceFact.CreditGranted granted -> tasks.nudge(granted.meter());
                case BalanceFact.UsageRead read -> {
                    if (!reader.isOwn(entry)) {
                        tasks.nudge(read.meter());
                    }
                }
                case PremisesFact.CriticalNeedSet need -> tasks.nudge(need.meter());
                case PremisesFact.MeterAssigned assigned -> tasks.nudge(assigned.meter());
                case Fact.MeterRegistered _,Fact.PaymentTaken _,Fact.CreditOrdered _,Fact.CreditSent _,Fact.CreditAnswered _,Fact.CreditRequeued _,Fact.CreditDecided _,Fact.CreditConfirmed _,Fact.CreditFailed _,Fact.FindingRaised _,Fact.DisconnectWarned _,Fact.SupplyAnswered _,Fact.FindingClosed _,Fact.CreditExpired _,Fact.LateReading _,Fact.CreditLogged _,Fact.CreditReattributed _,Fact.CreditCameLater _,Fact.OfChange _,Fact.OfTokens _,Fact.OfSales _,PremisesFact _,Fact.CardRedeemed _,Fact.OfLedger _ ->
                    {
                    }
            }
        }
    }

    @Override
    public void close() {
        tasks.close();
    }

    /** The limit first: a supply comes back with what it is to let through, and no less. */
    private void attend(String meter) throws InterruptedException {
        limits.attend(meter);
        Standing standing = standing(meter);
        if (standing.order().isPresent()) {
            SupplyOrder order = standing.order().get();
            conversations.hold(meter, link -> carryOut(link, order));
        } else if (standing.meter().isPresent()) {
            take(policy.next(standing.meter().get(), clock.instant()), meter);
        }
    }

    private record Standing(Optional<MeterStatus> meter, Optional<SupplyOrder> order) {}

    private Standing standing(String meter) {
        return ledger.ask(view -> new Standing(view.meter(meter), view.openOrderOf(meter))).join();
    }

    private void take(SupplyPolicy.Step step, String meter) {
        switch (step) {
            case NONE -> {
            }
            case WARN -> ledger.submit(new Command.GiveWarning(ORIGIN, meter)).join();
            case CUT -> order(meter, Supply.OFF, "balance used up, and warned");
            case RECONNECT -> order(meter, Supply.ON, "balance above zero again");
        }
    }

    private void order(String meter, Supply target, String reason) {
        if (refused.get(meter) != target) {
            ledger.submit(new Command.OrderSupply(ORIGIN, meter, target, reason)).join();
        }
    }

    /** Looks first: since the order was given the customer may have paid. */
    private Outcome<RelayState> carryOut(MeterLink link, SupplyOrder order) throws InterruptedException {
        if (!(reader.read(link) instanceof Outcome.Done<MeterReading>)) {
            return Outcome.refused(Refusal.TEMPORARY_FAILURE, "not switched: the meter could not be read first");
        }
        Standing now = standing(order.meter());
        if (!now.order().equals(Optional.of(order))) {
            return Outcome.refused(Refusal.OTHER, "not switched: what was read has settled the order");
        }
        if (now.meter().filter(meter -> policy.callsFor(order.target(), meter, clock.instant())).isEmpty()) {
            settle(order, Answer.REFUSED, "withdrawn: the balance no longer calls for it");
            return Outcome.refused(Refusal.OTHER, "not switched: the order was withdrawn");
        }
        RelayState target = order.target() == Supply.ON ? RelayState.CONNECTED : RelayState.DISCONNECTED;
        Outcome<RelayState> answer = conversations.answerOf(link.switchRelay(target));
        settle(order, target, answer);
        if (answer instanceof Outcome.Done<RelayState>) {
            reader.read(link);
        }
        return answer;
    }

    private void settle(SupplyOrder order, RelayState target, Outcome<RelayState> answer) {
        switch (answer) {
            case Outcome.Done<RelayState>(RelayState state) -> settleDone(order, target, state);
            case Outcome.Refused<RelayState>(Refusal reason, String detail) -> {
                if (reason.isFinal()) {
                    refused.put(order.meter(), order.target());
                    LOG.warn("meter {} does not let us switch its supply {}: {} {}", order.meter(), order.target(),
                            reason,
                            detail);
                }
                settle(order, reason.isFinal() ? Answer.REFUSED : Answer.UNKNOWN, reason + ": " + detail);
            }
            case Outcome.Unknown<RelayState>(Cause cause, String detail) ->
                settle(order, Answer.UNKNOWN, cause + ": " + detail);
        }
    }

    private void settleDone(SupplyOrder order, RelayState target, RelayState state) {
        if (state == target) {
            settle(order, Answer.ACCEPTED, "");
        } else if (target == RelayState.CONNECTED && state == RelayState.READY_FOR_RECONNECTION) {
            settle(order, Answer.ACCEPTED, "the customer has to switch on at the meter");
        } else {
            settle(order, Answer.UNKNOWN, "the meter answers " + state);
        }
    }

    private void settle(SupplyOrder order, Answer answer, String detail) {
        Command.SettleSupply settle = new Command.SettleSupply(ORIGIN, order.meter(), order.orderId(), answer,
                DeskReader.detail(detail));
        if (ledger.submit(settle).join() instanceof io.wattle.ledger.entry.Outcome.Refused refusal) {
            LOG.warn("order {}: its answer was not taken: {}", order.orderId(), refusal);
        }
    }
}

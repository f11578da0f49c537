package io.wattle.headend.supply;

import io.wattle.headend.link.Conversations;
import io.wattle.headend.link.MeterTasks;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.ledger.Command;
import io.wattle.ledger.Command.Answer;
import io.wattle.ledger.Fact;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerEntry;
import io.wattle.ledger.LedgerView;
import io.wattle.ledger.MeterStatus;
import io.wattle.ledger.Origin;
import io.wattle.ledger.Supply;
import io.wattle.ledger.SupplyOrder;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.RelayState;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps the supply of every meter as the policy says: warns, cuts, reconnects. Each reading is an occasion to look; each
 * order is journaled before it is carried out, and stays open until the meter has confirmed it. Switching a relay to
 * where it already is does nothing, so a lost answer may simply be tried again.
 *
 * <p>{@link #follow} is called on one thread; the work is done on virtual threads, one a meter at most.
 */
public final class SupplyDesk implements AutoCloseable {
    private static final Origin ORIGIN = Origin.automatic("supply-desk", "supply");

    private final Ledger ledger;
    private final Conversations conversations;
    private final ReadingIntake intake;
    private final SupplyPolicy policy;
    private final InstantSource clock;
    private final MeterTasks tasks = new MeterTasks("supply", this::attend);

    public SupplyDesk(Ledger ledger, Conversations conversations, ReadingIntake intake, SupplyPolicy policy,
            InstantSource clock) {
        this.ledger = ledger;
        this.conversations = conversations;
        this.intake = intake;
        this.policy = policy;
        this.clock = clock;
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        for (SupplyOrder order : ledger.ask(LedgerView::openOrders).join()) {
            tasks.nudge(order.meter());
        }
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.ReadingAccepted read -> {
                    if (read.reading().balance().isPresent() && read.reading().supply().isPresent()) {
                        tasks.nudge(read.meter());
                    }
                }
                case Fact.SupplyOrdered ordered -> tasks.nudge(ordered.meter());
                case Fact.MeterRegistered _,Fact.PaymentTaken _,Fact.CreditOrdered _,Fact.CreditSent _,Fact.CreditAnswered _,Fact.CreditRequeued _,Fact.CreditConfirmed _,Fact.CreditFailed _,Fact.FindingRaised _,Fact.DisconnectWarned _,Fact.SupplyAnswered _,Fact.Posted _ ->
                    {
                    }
            }
        }
    }

    @Override
    public void close() {
        tasks.close();
    }

    private void attend(String meter) throws InterruptedException {
        Standing standing = ledger.ask(view -> new Standing(view.meter(meter), view.openOrderOf(meter))).join();
        if (standing.order().isPresent()) {
            SupplyOrder order = standing.order().get();
            conversations.hold(meter, link -> switchAndRead(link, order));
        } else if (standing.meter().isPresent()) {
            take(policy.next(standing.meter().get(), clock.instant()), meter);
        }
    }

    private record Standing(Optional<MeterStatus> meter, Optional<SupplyOrder> order) {}

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
        ledger.submit(new Command.OrderSupply(ORIGIN, meter, target, reason)).join();
    }

    private Outcome<RelayState> switchAndRead(MeterLink link, SupplyOrder order) throws InterruptedException {
        RelayState target = order.target() == Supply.ON ? RelayState.CONNECTED : RelayState.DISCONNECTED;
        Outcome<RelayState> answer = conversations.answerOf(link.switchRelay(target));
        settle(order, target, answer);
        if (answer instanceof Outcome.Done<RelayState>) {
            conversations.answerOf(link.read()).map(reading -> intake.accept(reading, ORIGIN).join());
        }
        return answer;
    }

    private void settle(SupplyOrder order, RelayState target, Outcome<RelayState> answer) {
        Command.SettleSupply settle = switch (answer) {
            case Outcome.Done<RelayState>(RelayState state) -> state == target
                    ? settled(order, Answer.ACCEPTED, "")
                    : settled(order, Answer.UNKNOWN, "the meter answers " + state);
            case Outcome.Refused<RelayState>(Refusal reason, String detail) ->
                settled(order, reason.isFinal() ? Answer.REFUSED : Answer.UNKNOWN, reason + ": " + detail);
            case Outcome.Unknown<RelayState>(Cause cause, String detail) ->
                settled(order, Answer.UNKNOWN, cause + ": " + detail);
        };
        ledger.submit(settle).join();
    }

    private static Command.SettleSupply settled(SupplyOrder order, Answer answer, String detail) {
        return new Command.SettleSupply(ORIGIN, order.meter(), order.orderId(), answer, detail);
    }
}

package io.wattle.headend.credit;

import io.wattle.headend.link.Conversations;
import io.wattle.headend.link.MeterTasks;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.ledger.Command;
import io.wattle.ledger.Command.Answer;
import io.wattle.ledger.CreditStatus;
import io.wattle.ledger.Fact;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerEntry;
import io.wattle.ledger.LedgerView;
import io.wattle.ledger.Origin;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.CreditReceipt;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries credits to their meters. What is open stands in the ledger, so a restart goes on where the ledger says.
 *
 * <pre>
 *   ORDERED ──► read the meter, StartCredit, load, SettleCredit, read again ──► confirmed by that reading
 *   SENT, UNKNOWN (an answer was lost, or we died) ──► new link, read ──► confirmed, or RequeueCredit ──► ORDERED
 *   ACCEPTED ──► the meter's word; the next readings prove it
 * </pre>
 *
 * <p>Work begins with what happened: a credit ordered, an answer lost, a meter read. A meter that is away costs nothing,
 * and an attempt that failed is made again when polling has reached the meter.
 *
 * <p>{@link #follow} is called on one thread; the work is done on virtual threads, one a meter at most.
 */
public final class CreditDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CreditDesk.class);
    private static final Origin ORIGIN = Origin.automatic("credit-desk", "credit");
    /** Lost answers in a row after which a credit waits for the next poll instead of asking at once. */
    private static final int HASTY_ATTEMPTS = 3;

    private final Ledger ledger;
    private final Conversations conversations;
    private final ReadingIntake intake;
    private final MeterTasks tasks = new MeterTasks("credit", this::attend);
    /** Meters that have a credit under way, as far as the entries followed so far tell. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    public CreditDesk(Ledger ledger, Conversations conversations, ReadingIntake intake) {
        this.ledger = ledger;
        this.conversations = conversations;
        this.intake = intake;
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        for (CreditStatus credit : ledger.ask(LedgerView::openCredits).join()) {
            waiting.add(credit.meter());
            tasks.nudge(credit.meter());
        }
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.CreditOrdered ordered -> begin(ordered.meter());
                case Fact.CreditRequeued requeued -> begin(requeued.meter());
                case Fact.CreditAnswered answered -> {
                    if (answered.answer() == Answer.UNKNOWN && answered.attempt() <= HASTY_ATTEMPTS) {
                        begin(answered.meter());
                    }
                }
                case Fact.ReadingAccepted read -> {
                    if (waiting.contains(read.meter())) {
                        tasks.nudge(read.meter());
                    }
                }
                case Fact.MeterRegistered _,Fact.PaymentTaken _,Fact.CreditSent _,Fact.CreditConfirmed _,Fact.CreditFailed _,Fact.FindingRaised _,Fact.DisconnectWarned _,Fact.SupplyOrdered _,Fact.SupplyAnswered _,Fact.Posted _ ->
                    {
                    }
            }
        }
    }

    @Override
    public void close() {
        tasks.close();
    }

    private void begin(String meter) {
        waiting.add(meter);
        tasks.nudge(meter);
    }

    /** The oldest credit that can be moved is moved one step; the entry that comes of it calls for the next step. */
    private void attend(String meter) throws InterruptedException {
        Optional<CreditStatus> next = Optional.empty();
        boolean open = false;
        for (CreditStatus credit : ledger.ask(view -> view.openCreditsOf(meter)).join()) {
            open = true;
            if (next.isEmpty() && credit.state() != CreditStatus.State.ACCEPTED) {
                next = Optional.of(credit);
            }
        }
        if (!open) {
            waiting.remove(meter);
        }
        if (next.isPresent()) {
            move(next.get());
        }
    }

    private void move(CreditStatus credit) throws InterruptedException {
        switch (credit.state()) {
            case ORDERED -> conversations.hold(credit.meter(), link -> send(link, credit));
            case SENT, UNKNOWN -> askAgain(credit);
            case ACCEPTED, CONFIRMED, FAILED -> {
            }
        }
    }

    private Outcome<CreditReceipt> send(MeterLink link, CreditStatus credit) throws InterruptedException {
        // The reading just before is what the load will be measured against.
        Outcome<?> before = read(link);
        if (!(before instanceof Outcome.Done<?>)) {
            return Outcome.refused(Refusal.TEMPORARY_FAILURE, "not sent: the meter could not be read first");
        }
        io.wattle.ledger.Outcome started = ledger
                .submit(new Command.StartCredit(ORIGIN, credit.meter(), credit.creditId()))
                .join();
        if (started instanceof io.wattle.ledger.Outcome.Refused refused) {
            return Outcome.refused(Refusal.OTHER, "not sent: " + refused.detail());
        }
        Outcome<CreditReceipt> answer = conversations.answerOf(
                link.loadCredit(new CreditLoad(credit.creditId(), ReadingIntake.quantity(credit.amount()))));
        settle(credit, answer);
        if (answer instanceof Outcome.Done<CreditReceipt>) {
            read(link);
        }
        return answer;
    }

    private void settle(CreditStatus credit, Outcome<CreditReceipt> answer) {
        int attempt = credit.attempt() + 1;
        Command.SettleCredit settle = switch (answer) {
            case Outcome.Done<CreditReceipt> _ -> settled(credit, attempt, Answer.ACCEPTED, "");
            case Outcome.Refused<CreditReceipt>(Refusal reason, String detail) ->
                settled(credit, attempt, reason.isFinal() ? Answer.REFUSED : Answer.UNKNOWN, reason + ": " + detail);
            case Outcome.Unknown<CreditReceipt>(Cause cause, String detail) ->
                settled(credit, attempt, Answer.UNKNOWN, cause + ": " + detail);
        };
        ledger.submit(settle).join();
    }

    private static Command.SettleCredit settled(CreditStatus credit, int attempt, Answer answer, String detail) {
        return new Command.SettleCredit(ORIGIN, credit.meter(), credit.creditId(), attempt, answer, detail);
    }

    /** A new conversation fences the lost one (see MeterLink); what it reads tells what became of the credit. */
    private void askAgain(CreditStatus credit) throws InterruptedException {
        Outcome<?> asked = conversations.hold(credit.meter(), this::read);
        if (!(asked instanceof Outcome.Done<?>)) {
            return;
        }
        io.wattle.ledger.Outcome requeued = ledger.submit(
                new Command.RequeueCredit(ORIGIN, credit.meter(), credit.creditId(), credit.attempt())).join();
        if (requeued instanceof io.wattle.ledger.Outcome.Accepted) {
            LOG.info("credit {} did not reach meter {}, it goes out again", credit.creditId(), credit.meter());
        }
    }

    private Outcome<io.wattle.ledger.Outcome> read(MeterLink link) throws InterruptedException {
        return conversations.answerOf(link.read()).map(reading -> intake.accept(reading, ORIGIN).join());
    }
}

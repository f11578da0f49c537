package io.wattle.headend.credit;

import io.wattle.headend.link.Conversations;
import io.wattle.headend.link.MeterTasks;
import io.wattle.headend.reading.DeskReader;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.entry.Origin;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.CreditReceipt;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.List;
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
 * <p>Work begins with what happened: a credit ordered, an answer lost, a meter read by somebody else. A meter that is
 * away costs nothing, and an attempt that failed is made again when polling has reached the meter.
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
    private final DeskReader reader;
    private final MeterTasks tasks = new MeterTasks("credit", this::attend);
    /** Meters that have a credit under way. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    public CreditDesk(Ledger ledger, Conversations conversations, ReadingIntake intake) {
        this.ledger = ledger;
        this.conversations = conversations;
        this.reader = new DeskReader(conversations, intake, ORIGIN);
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        ledger.ask(LedgerView::openCredits).join().forEach(credit -> begin(credit.meter()));
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.CreditOrdered ordered -> begin(ordered.meter());
                case Fact.CreditRequeued requeued -> beginIfEarly(requeued.meter(), requeued.attempt());
                case Fact.CreditAnswered answered -> beginIfEarly(answered.meter(), answered.attempt());
                // The next one in the line may go now.
                case Fact.CreditConfirmed confirmed -> tasks.nudge(confirmed.meter());
                case Fact.CreditFailed failed -> tasks.nudge(failed.meter());
                case Fact.CreditHandedOver handed -> tasks.nudge(handed.meter());
                // The one that was taken for it is under way again.
                case Fact.CreditReattributed changed -> begin(changed.meter());
                case Fact.ReadingAccepted read -> {
                    if (!reader.isOwn(entry) && waiting.contains(read.meter())) {
                        tasks.nudge(read.meter());
                    }
                }
                case Fact.MeterRegistered _,Fact.PaymentTaken _,Fact.CreditSent _,Fact.CreditDecided _,Fact.FindingRaised _,Fact.DisconnectWarned _,Fact.SupplyOrdered _,Fact.SupplyAnswered _,Fact.FindingClosed _,Fact.CreditExpired _,Fact.LateReading _,Fact.CreditLogged _,Fact.CreditCameLater _,Fact.OfChange _,Fact.OfTokens _,Fact.OfSales _,PremisesFact _,Fact.CardRedeemed _,Fact.OfLedger _ ->
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

    private void beginIfEarly(String meter, int attempt) {
        if (attempt <= HASTY_ATTEMPTS) {
            begin(meter);
        }
    }

    /** What became of looking at one credit. */
    private enum Progress {
        /** Something was tried with the meter: enough for now. */
        TRIED,
        /** Nothing can be done about this one now: the next may go. */
        NOTHING_TO_DO
    }

    /** The oldest credit that can be moved is moved one step; the entry that comes of it calls for the next step. */
    private void attend(String meter) throws InterruptedException {
        List<CreditStatus> open = ledger.ask(view -> ours(view, meter)).join();
        if (open.isEmpty()) {
            waiting.remove(meter);
            return;
        }
        waiting.add(meter);
        for (CreditStatus credit : open) {
            if (move(credit) == Progress.TRIED) {
                return;
            }
        }
    }

    /** A credit that goes out as a token is the {@link TokenDesk}'s. */
    private static List<CreditStatus> ours(LedgerView view, String meter) {
        boolean byToken = view.tokenTerms(meter).isPresent();
        return view.openCreditsOf(meter)
                .stream()
                .filter(credit -> credit.tokensId().isEmpty()
                        && !(byToken && credit.state() == CreditStatus.State.ORDERED))
                .toList();
    }

    private Progress move(CreditStatus credit) throws InterruptedException {
        return switch (credit.state()) {
            case ORDERED -> {
                conversations.hold(credit.meter(), link -> send(link, credit));
                yield Progress.TRIED;
            }
            case SENT, UNKNOWN -> askAgain(credit);
            case ACCEPTED, CONFIRMED, FAILED, EXPIRED, HANDED_OVER -> Progress.NOTHING_TO_DO;
        };
    }

    private Outcome<CreditReceipt> send(MeterLink link, CreditStatus credit) throws InterruptedException {
        // The reading just before is what the load will be measured against.
        if (!(reader.read(link) instanceof Outcome.Done<MeterReading>(MeterReading before))
                || before.balance().isEmpty()) {
            return Outcome.refused(Refusal.TEMPORARY_FAILURE, "not sent: no balance could be read first");
        }
        io.wattle.ledger.entry.Outcome started = ledger
                .submit(new Command.StartCredit(ORIGIN, credit.meter(), credit.creditId()))
                .join();
        if (started instanceof io.wattle.ledger.entry.Outcome.Refused refused) {
            return Outcome.refused(Refusal.OTHER, "not sent: " + refused.detail());
        }
        Outcome<CreditReceipt> answer = conversations.answerOf(
                link.loadCredit(new CreditLoad(credit.creditId(), ReadingIntake.quantity(credit.amount()))));
        settle(credit, answer);
        if (answer instanceof Outcome.Done<CreditReceipt>) {
            reader.read(link);
        }
        return answer;
    }

    private void settle(CreditStatus credit, Outcome<CreditReceipt> answer) {
        Command.SettleCredit settle = switch (answer) {
            case Outcome.Done<CreditReceipt> _ -> settled(credit, Answer.ACCEPTED, "");
            case Outcome.Refused<CreditReceipt>(Refusal reason, String detail) ->
                settled(credit, reason.isFinal() ? Answer.REFUSED : Answer.UNKNOWN, reason + ": " + detail);
            case Outcome.Unknown<CreditReceipt>(Cause cause, String detail) ->
                settled(credit, Answer.UNKNOWN, cause + ": " + detail);
        };
        if (ledger.submit(settle).join() instanceof io.wattle.ledger.entry.Outcome.Refused refused) {
            LOG.warn("credit {} stays as sent, its answer was not taken: {}", credit.creditId(), refused);
        }
    }

    private static Command.SettleCredit settled(CreditStatus credit, Answer answer, String detail) {
        return new Command.SettleCredit(ORIGIN, credit.meter(), credit.creditId(), credit.attempt() + 1, answer,
                DeskReader.detail(detail));
    }

    /** A new conversation fences the lost one (see MeterLink); what it reads tells what became of the credit. */
    private Progress askAgain(CreditStatus credit) throws InterruptedException {
        if (!(conversations.hold(credit.meter(), reader::read) instanceof Outcome.Done<?>)) {
            return Progress.TRIED;
        }
        return switch (ledger.submit(
                new Command.RequeueCredit(ORIGIN, credit.meter(), credit.creditId(), credit.attempt())).join()) {
            case io.wattle.ledger.entry.Outcome.Accepted _,io.wattle.ledger.entry.Outcome.Existing _ -> {
                LOG.info("credit {} did not reach meter {}, it goes out again", credit.creditId(), credit.meter());
                yield Progress.TRIED;
            }
            case io.wattle.ledger.entry.Outcome.Refused _,io.wattle.ledger.entry.Outcome.NothingToDo _ ->
                Progress.NOTHING_TO_DO;
        };
    }
}

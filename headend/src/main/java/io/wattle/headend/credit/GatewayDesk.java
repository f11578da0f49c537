package io.wattle.headend.credit;

import io.wattle.headend.link.Conversations;
import io.wattle.headend.link.MeterTasks;
import io.wattle.headend.reading.DeskReader;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.CreditStatus.State;
import io.wattle.ledger.state.LedgerView;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.TokenAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands tokens of credits to the token gateways of meters that are on line, beside what the customer may key in. A meter
 * takes a token once, so a lost answer is cleared up by entering the same token again: <em>already used</em> proves that
 * it arrived. What a gateway rejects is left to the customer, and the readings tell.
 *
 * <p>Work begins when tokens were made, and when somebody else has read a meter that was away. {@link #follow} is called
 * on one thread; the work is done on virtual threads, one a meter at most.
 */
public final class GatewayDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayDesk.class);
    private static final Origin ORIGIN = Origin.automatic("gateway-desk", "token-gateway");
    /** Lost answers in a row after which a token waits for the next reading instead of being entered again at once. */
    private static final int HASTY_ATTEMPTS = 3;

    private final Ledger ledger;
    private final Conversations conversations;
    private final GatewayEntry entry;
    private final TokenCopies copies;
    private final DeskReader reader;
    private final MeterTasks tasks = new MeterTasks("token-gateway", this::attend);
    /** Meters that have a token to be delivered. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    /** Credits that are left to the customer, and meters that have no gateway: since start, and bounded by both. */
    private final Set<String> leftAlone = ConcurrentHashMap.newKeySet();
    /** Meters at which somebody has tokens entered just now. */
    private final Set<String> onDemand = ConcurrentHashMap.newKeySet();

    public GatewayDesk(Ledger ledger, Conversations conversations, ReadingIntake intake, TokenCopies copies) {
        this.ledger = ledger;
        this.conversations = conversations;
        this.entry = new GatewayEntry(conversations);
        this.copies = copies;
        this.reader = new DeskReader(conversations, intake, ORIGIN);
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        ledger.ask(LedgerView::openCredits)
                .join()
                .stream()
                .filter(credit -> credit.tokensId().isPresent())
                .forEach(credit -> begin(credit.meter()));
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry written) {
        for (Fact fact : written.facts()) {
            if (fact instanceof Fact.TokensIssued issued) {
                begin(issued.meter());
            } else if (fact instanceof Fact.ReadingAccepted read && !reader.isOwn(written)
                    && waiting.contains(read.meter())) {
                tasks.nudge(read.meter());
            } else if (fact instanceof Fact.CreditConfirmed ended) {
                leftAlone.remove(ended.creditId());
            } else if (fact instanceof Fact.CreditFailed ended) {
                leftAlone.remove(ended.creditId());
            }
        }
    }

    /** Enters issued tokens now; refused as busy while another order for it is being entered on demand. */
    Outcome<TokenAnswer> deliver(String meter, String tokensId) throws InterruptedException {
        if (!onDemand.add(meter)) {
            return Outcome.refused(Refusal.BUSY, "tokens are being entered at the meter already");
        }
        try {
            return deliverNow(meter, tokensId);
        } finally {
            onDemand.remove(meter);
        }
    }

    private Outcome<TokenAnswer> deliverNow(String meter, String tokensId) throws InterruptedException {
        Optional<IssuedTokens> tokens = copies.of(tokensId);
        if (tokens.isEmpty()) {
            return Outcome.refused(Refusal.OTHER, "the tokens are not remembered any more");
        }
        Optional<CreditStatus> credit = ledger.ask(view -> deliverable(view, meter))
                .join()
                .stream()
                .filter(one -> one.tokensId().equals(Optional.of(tokensId)))
                .findFirst();
        return conversations.hold(meter, link -> enterAndRead(link, credit, tokens.get(), true));
    }

    @Override
    public void close() {
        tasks.close();
    }

    private void begin(String meter) {
        if (conversations.isOnLine(meter) && !leftAlone.contains(meter)) {
            waiting.add(meter);
            tasks.nudge(meter);
        }
    }

    private void attend(String meter) throws InterruptedException {
        waiting.add(meter);
        List<CreditStatus> credits = ledger.ask(view -> deliverable(view, meter)).join();
        for (CreditStatus credit : credits) {
            if (!leftAlone.contains(credit.creditId()) && !leftAlone.contains(meter)) {
                deliver(credit);
            }
        }
        if (ledger.ask(view -> deliverable(view, meter)).join().stream().allMatch(this::isLeftAlone)) {
            waiting.remove(meter);
        }
    }

    private boolean isLeftAlone(CreditStatus credit) {
        return leftAlone.contains(credit.creditId()) || leftAlone.contains(credit.meter());
    }

    /** Its tokens were made, and nobody knows yet that they arrived. */
    private static List<CreditStatus> deliverable(LedgerView view, String meter) {
        List<String> underWay = view.openTokenOrdersOf(meter).stream().map(order -> order.tokensId()).toList();
        return view.openCreditsOf(meter)
                .stream()
                .filter(credit -> credit.state() == State.SENT || credit.state() == State.UNKNOWN)
                .filter(credit -> credit.tokensId().filter(id -> !underWay.contains(id)).isPresent())
                .toList();
    }

    private void deliver(CreditStatus credit) throws InterruptedException {
        Optional<IssuedTokens> tokens = copies.of(credit.tokensId().orElseThrow());
        if (tokens.isEmpty()) {
            LOG.warn("credit {}: its tokens are not remembered any more, so no gateway gets them", credit.creditId());
            leftAlone.add(credit.creditId());
            return;
        }
        boolean again = credit.state() == State.UNKNOWN;
        for (int attempt = 0; attempt < HASTY_ATTEMPTS; attempt++) {
            boolean repeated = again || attempt > 0;
            Outcome<TokenAnswer> answer = conversations.hold(credit.meter(),
                    link -> enterAndRead(link, Optional.of(credit), tokens.get(), repeated));
            if (!(answer instanceof Outcome.Unknown<TokenAnswer>)) {
                end(credit, answer);
                return;
            }
        }
    }

    private Outcome<TokenAnswer> enterAndRead(MeterLink link, Optional<CreditStatus> credit, IssuedTokens tokens,
            boolean repeated) throws InterruptedException {
        Outcome<TokenAnswer> answer = entry.enter(link, tokens, repeated);
        switch (answer) {
            case Outcome.Done<TokenAnswer>(TokenAnswer.Accepted _),Outcome.Done<TokenAnswer>(TokenAnswer.AlreadyUsed _) -> {
                credit.ifPresent(one -> settle(one, Answer.ACCEPTED, ""));
                reader.read(link);
            }
            case Outcome.Unknown<TokenAnswer>(Cause cause, String detail) ->
                credit.ifPresent(one -> settle(one, Answer.UNKNOWN, cause + ": " + detail));
            case Outcome.Done<TokenAnswer> _,Outcome.Refused<TokenAnswer> _ -> {
            }
        }
        return answer;
    }

    private void end(CreditStatus credit, Outcome<TokenAnswer> answer) {
        switch (answer) {
            case Outcome.Done<TokenAnswer>(TokenAnswer.Rejected(var step, var code)) -> {
                LOG.warn("the gateway of meter {} rejects the token of credit {} at {} {}: it can be keyed in",
                        credit.meter(), credit.creditId(), step, code.map(Enum::name).orElse(""));
                leftAlone.add(credit.creditId());
            }
            case Outcome.Refused<TokenAnswer>(Refusal reason, String detail) -> {
                if (reason.isFinal()) {
                    LOG.info("meter {} takes no tokens over the link, they are keyed in: {} {}", credit.meter(), reason,
                            detail);
                    leftAlone.add(credit.meter());
                }
            }
            case Outcome.Done<TokenAnswer> _,Outcome.Unknown<TokenAnswer> _ -> {
            }
        }
    }

    private void settle(CreditStatus credit, Answer answer, String detail) {
        Command.SettleCredit settle = new Command.SettleCredit(ORIGIN, credit.meter(), credit.creditId(),
                credit.attempt(), answer, DeskReader.detail(detail));
        if (ledger.submit(settle).join() instanceof io.wattle.ledger.entry.Outcome.Refused refused) {
            LOG.warn("credit {}: the gateway's answer was not taken: {}", credit.creditId(), refused);
        }
    }
}

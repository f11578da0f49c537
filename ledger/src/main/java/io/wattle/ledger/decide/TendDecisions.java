package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EXPIRED_CREDIT;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.NothingToDo;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.Transfers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what time alone brings about, a bounded piece at a time: what comes first is kept in order of time, so that
 * nothing has to be searched for.
 */
final class TendDecisions {
    /** So many facts fit into one record, whatever the names in them. */
    private static final int EXPIRE_MAX = 40;
    private static final int FORGET_MAX = 1_000;
    private final Duration creditWindow;
    private final Duration keyHorizon;

    TendDecisions(Duration creditWindow, Duration keyHorizon) {
        this.creditWindow = creditWindow;
        this.keyHorizon = keyHorizon;
    }

    Decision tend(LedgerState state, long sequence, Instant time) {
        List<Fact> facts = new ArrayList<>();
        expire(facts, state, sequence, time.minus(creditWindow));
        forget(facts, state, time.minus(keyHorizon));
        return facts.isEmpty() ? new NothingToDo() : new Accept(Optional.empty(), facts);
    }

    /**
     * The window begins when a credit was last sent: from then on it may be in the meter, and only what may be there is
     * in doubt. A credit that waits to be sent does not expire: it is not in the meter, its customer has paid, and it goes
     * out whenever the meter comes back.
     */
    private static void expire(List<Fact> facts, LedgerState state, long sequence, Instant sentBefore) {
        int expired = 0;
        for (CreditState credit : state.sentCredits.values()) {
            if (expired == EXPIRE_MAX || !credit.sentAt().isBefore(sentBefore)) {
                break;
            }
            expired++;
            facts.add(new Fact.CreditExpired(credit.meter, credit.creditId, credit.remaining()));
            facts.add(new Fact.FindingRaised(credit.meter, "F-" + sequence + "-" + expired,
                    Fact.FindingKind.CREDIT_EXPIRED, Optional.of(credit.remaining()), Optional.of(credit.creditId),
                    "credit " + credit.creditId + " of " + QuantityText.of(credit.amount) + " was sent, and no reading"
                            + " has shown in time what became of it: a person has to decide"));
            facts.add(new Transfers(credit.meter).move(CREDIT_IN_TRANSIT, EXPIRED_CREDIT, credit.remaining()).posted());
        }
    }

    private static void forget(List<Fact> facts, LedgerState state, Instant before) {
        int keys = state.keys.countBefore(before, FORGET_MAX);
        int credits = state.endedCredits.countBefore(before, FORGET_MAX);
        int orders = state.endedOrders.countBefore(before, FORGET_MAX);
        int findings = state.findings.countEndedBefore(before, FORGET_MAX);
        if (keys + credits + orders + findings > 0) {
            facts.add(new Fact.Forgotten(before, keys, credits, orders, findings));
        }
    }
}

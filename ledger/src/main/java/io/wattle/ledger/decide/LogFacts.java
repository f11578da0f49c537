package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EXPIRED_CREDIT;
import static io.wattle.ledger.book.AccountType.UNBACKED_CREDIT;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LogEntry;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.Transfers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The facts that new lines of a meter's log make true. For one use.
 *
 * <pre>
 *   the line names                               then
 *   a credit of this meter under way             the next reading must hold it
 *   ... before the last balance, and a finding   it is confirmed: it lies in what was found
 *     was made of that
 *   ... before the last balance, and another     the other one was taken for it by mistake
 *     credit of the same amount was inferred
 *   a credit that was confirmed                  it was right
 *   a credit again, or one that was taken back,  a finding; the rise is not found a second time
 *     or of another meter, or nobody's
 * </pre>
 */
final class LogFacts {
    private final MeterState meter;
    private final LedgerState state;
    private final long sequence;
    private final Instant until;
    private final List<Fact> facts = new ArrayList<>();
    /** Credits that lines of this very command name, and those whose rise they took over. */
    private final Set<String> named = new HashSet<>();
    private int findings;

    LogFacts(MeterState meter, LedgerState state, long sequence, Instant until) {
        this.meter = meter;
        this.state = state;
        this.sequence = sequence;
        this.until = until;
    }

    List<Fact> all() {
        return facts;
    }

    void add(LogEntry line) {
        CreditState credit = state.creditNamed(line.reference());
        if (credit == null || credit.attempt() == 0) {
            facts.add(new Fact.CreditLogged(meter.meter, line, Optional.empty()));
            unbacked(FindingKind.UNBACKED_CREDIT_LOGGED, line, line.amount(), Optional.empty(),
                    "which the ledger never " + (credit == null ? "sold" : "sent"));
        } else if (!credit.meter.equals(meter.meter)) {
            facts.add(new Fact.CreditLogged(meter.meter, line, Optional.empty()));
            unbacked(FindingKind.CREDIT_OF_OTHER_METER, line, line.amount(), Optional.of(credit.creditId),
                    "which was sold for meter " + credit.meter);
        } else {
            own(line, credit);
        }
    }

    private void own(LogEntry line, CreditState credit) {
        Optional<String> id = Optional.of(credit.creditId);
        if (!named.add(credit.creditId) || credit.logged().isPresent()) {
            facts.add(new Fact.CreditLogged(meter.meter, line, Optional.empty()));
            unbacked(FindingKind.UNBACKED_CREDIT_LOGGED, line, line.amount(), id, "for the second time");
            return;
        }
        if (credit.state() == CreditStatus.State.FAILED) {
            facts.add(new Fact.CreditLogged(meter.meter, line, Optional.empty()));
            unbacked(FindingKind.REVOKED_CREDIT_SHOWN, line, line.amount(), id, "which was taken back");
            return;
        }
        facts.add(new Fact.CreditLogged(meter.meter, line, id));
        if (!credit.hasEnded()) {
            underWay(line, credit);
        }
        long surplus = line.amount().value() - credit.amount.value();
        if (surplus > 0) {
            unbacked(FindingKind.UNBACKED_CREDIT_LOGGED, line, meter.balanceUnit().of(surplus), id, "which was sold as "
                    + QuantityText.of(credit.amount));
        }
    }

    private void underWay(LogEntry line, CreditState credit) {
        boolean whole = line.amount().value() >= credit.remaining().value();
        if (!whole) {
            find(FindingKind.PARTIAL_CREDIT, line.amount(), Optional.of(credit.creditId), "the meter's log has "
                    + FindingWords.part(credit, line.amount()));
        }
        if (!isInLastBalance(line) || !whole) {
            return;
        }
        Optional<CreditState> mistaken = mistaken(credit);
        if (mistaken.isPresent()) {
            named.add(mistaken.get().creditId);
            if (credit.account() == EXPIRED_CREDIT) {
                facts.add(new Transfers(meter.meter).move(EXPIRED_CREDIT, CREDIT_IN_TRANSIT, credit.amount).posted());
            }
            facts.add(new Fact.CreditReattributed(meter.meter, mistaken.get().creditId, credit.creditId,
                    credit.amount));
            facts.addAll(Evidence.shown(meter, credit.creditId, false, state));
        } else if (meter.isDoubtful(credit)) {
            facts.add(new Fact.CreditConfirmed(meter.meter, credit.creditId, credit.remaining()));
            facts.add(new Transfers(meter.meter)
                    .move(credit.account(), UNBACKED_CREDIT, credit.remaining())
                    .posted());
            facts.addAll(FindingDecisions.closedWith(credit, true, state));
        }
    }

    /** A credit that was inferred to have arrived since this one was sent, to the unit as large, and that no log has. */
    private Optional<CreditState> mistaken(CreditState credit) {
        if (credit.loaded() > 0) {
            return Optional.empty();
        }
        return meter.inferred()
                .stream()
                .map(id -> state.credits.get(id)) // may be forgotten
                .filter(Objects::nonNull)
                .filter(other -> !named.contains(other.creditId) && other.amount.equals(credit.amount)
                        && other.stateSequence() > credit.sentSequence())
                .findFirst();
    }

    private boolean isInLastBalance(LogEntry line) {
        return meter.lastBalance().filter(last -> line.enteredAt().isBefore(last.takenAt())).isPresent();
    }

    /** A rise that is in the last balance was found there; one that is to come is found now and not again. */
    private void unbacked(FindingKind kind, LogEntry line, Quantity amount, Optional<String> creditId, String what) {
        find(kind, amount, creditId, "the meter's log has " + QuantityText.of(line.amount()) + " under reference "
                + line.reference() + " at " + line.enteredAt() + ", " + what);
        if (!isInLastBalance(line)) {
            facts.add(new Fact.ChangeAnnounced(meter.meter, "L-" + sequence + "-" + findings, ChangeKind.LOGGED,
                    amount, Optional.of(line.enteredAt()), until, "found as F-" + sequence + "-" + findings));
        }
    }

    private void find(FindingKind kind, Quantity amount, Optional<String> creditId, String words) {
        findings++;
        facts.add(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-" + findings, kind, Optional.of(amount),
                creditId, words));
    }
}

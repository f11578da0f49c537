package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.ShiftState;
import io.wattle.ledger.state.Tills;
import io.wattle.ledger.till.TillTender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about money of accounts that goes into the drawer of a shift, or out of it. */
final class TillMoney {
    private final AccountMoney money;
    private final Closing closing;

    TillMoney(AccountMoney money, Closing closing) {
        this.money = money;
        this.closing = closing;
    }

    Decision move(TillCommand.MoveAtTill command, LedgerState state, Instant time) {
        TillTender how = command.how();
        return handled(command, command.money().account(), how, state,
                money.move(command.money(), Tills.owner(how.tender(), how.shiftId()), state, time));
    }

    Decision close(TillCommand.CloseAtTill command, LedgerState state, Instant time) {
        TillTender how = command.how();
        return handled(command, command.closing().account(), how, state,
                closing.close(command.closing(), Tills.owner(how.tender(), how.shiftId()), state, time));
    }

    private static Decision handled(TillCommand command, String account, TillTender how, LedgerState state,
            Decision moved) {
        ShiftState shift = state.tills.shifts.get(how.shiftId());
        Optional<Refuse> refused = TillSales.notOpenTo(command.origin().actor(), shift, how.shiftId());
        if (shift == null || refused.isPresent()) {
            return refused.orElseThrow();
        }
        if (!(moved instanceof Accept(_, List<Fact> facts))) {
            return moved;
        }
        List<Money> changes = changes(facts);
        for (Money change : changes) {
            Optional<Refuse> impossible = impossible(shift, how, change, state);
            if (impossible.isPresent()) {
                return impossible.get();
            }
        }
        List<Fact> all = new ArrayList<>(List.of(new TillFact.AccountMoneyHandled(shift.shiftId, account, how.tender(),
                how.reference(), changes)));
        all.addAll(facts);
        return TillDecisions.accept(command, all);
    }

    /** Of the drawer: CASH falls as money comes in. */
    private static List<Money> changes(List<Fact> facts) {
        List<Money> changes = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.Posted posted) {
                for (Posting posting : posted.postings()) {
                    if (posting.type() == CASH && posting.change() instanceof Money change) {
                        changes.add(new Money(-change.amountMinor(), change.currency()));
                    }
                }
            }
        }
        return changes;
    }

    private static Optional<Refuse> impossible(ShiftState shift, TillTender how, Money change, LedgerState state) {
        String currency = change.currency();
        if (shift.vendor.isPresent() || shift.money(currency).isEmpty()) {
            return Optional.of(new Refuse(Refusal.WRONG_CURRENCY, "shiftId", shift.shiftId + " has no drawer for "
                    + currency));
        }
        if (change.isPositive()) {
            return TillSales.beyond(shift, change, state);
        }
        return shift.line(how.tender(), currency).expected().amountMinor() + change.amountMinor() < 0
                ? Optional.of(new Refuse(Refusal.BALANCE_TOO_LOW, "shiftId", "the drawer of " + shift.shiftId
                        + " has less than " + QuantityText.of(change.negated()) + " of " + how.tender()))
                : Optional.empty();
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtAdded;
import io.wattle.ledger.entry.AddDebt;
import static io.wattle.ledger.book.AccountType.ARREARS;
import static io.wattle.ledger.book.AccountType.REVENUE;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import java.util.List;
import java.util.Optional;

/** Decides about what customers owe beside what their wallets owe. */
final class DebtDecisions {

    Decision add(AddDebt command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> Wellformed.name("account", command.account()))
                .or(() -> Wellformed.text("debt.name", command.debt().name()))
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<Decision> before = state.keys.decide(command.key(), SaleContents.of(command));
        return before.orElseGet(() -> added(command, state.debts.of(command.account())));
    }

    private static Decision added(AddDebt command, AccountDebts debts) {
        if (!command.amount().isPositive()) {
            return new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "amount", "must be above zero, was: " + command.amount());
        }
        if (command.amount().amountMinor() > Wellformed.VALUE_MAX) {
            return new Refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "must be at most " + Wellformed.VALUE_MAX);
        }
        if (debts.named(command.debt().name()).isPresent()) {
            return new Refuse(Refusal.DEBT_EXISTS, "debt.name", command.account() + " owes under that name already: "
                    + command.debt().name());
        }
        if (debts.open().size() >= AccountDebts.DEBTS_MAX) {
            return new Refuse(Refusal.TOO_MANY_DEBTS, "account", debts.open().size() + " debts of " + command.account()
                    + " are open");
        }
        return new Accept(Optional.of(command.key()), List.of(
                new DebtAdded(command.account(), command.debt(), command.amount(), command.reason()),
                new Transfers("").move(ARREARS, command.account(), REVENUE, command.debt().name(), command.amount())
                        .posted()));
    }
}

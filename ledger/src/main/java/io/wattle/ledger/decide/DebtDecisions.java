package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.ARREARS;
import static io.wattle.ledger.book.AccountType.REVENUE;

import io.wattle.ledger.entry.DebtCommand.AddDebt;
import io.wattle.ledger.entry.DebtCommand.ChangePlan;
import io.wattle.ledger.entry.DebtCommand.ForgiveDebt;
import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.AccountDebts;
import io.wattle.ledger.state.DebtContents;
import io.wattle.ledger.state.DebtState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.vending.Debt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about what customers owe beside what their wallets owe. */
final class DebtDecisions {
    private final Set<String> currencies;

    DebtDecisions(Set<String> currencies) {
        this.currencies = currencies;
    }

    Decision decide(DebtCommand command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> Wellformed.name("account", command.account()))
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<Decision> before = state.keys.decide(command.key(), DebtContents.of(command));
        return before.orElseGet(() -> decided(command, state));
    }

    private Decision decided(DebtCommand command, LedgerState state) {
        AccountDebts debts = state.debts.of(command.account());
        return switch (command) {
            case AddDebt c -> noAccount(c, state).<Decision>map(refuse -> refuse).orElseGet(() -> added(c, debts));
            case ForgiveDebt c -> forgiven(c, debts);
            case ChangePlan c -> changed(c, debts);
        };
    }

    /** What nobody can pay, or in no money that anything is sold in, is a typing error. */
    private Optional<Refuse> noAccount(AddDebt command, LedgerState state) {
        return AccountMoney.notKnown(command.account(), state)
                .or(() -> currencies.contains(command.amount().currency())
                        ? Optional.empty()
                        : Optional.of(TillDecisions.notSoldIn("amount", command.amount().currency())));
    }

    private static Decision added(AddDebt command, AccountDebts debts) {
        Optional<Refuse> wrong = Wellformed.text("debt.name", command.debt().name())
                .or(() -> amount(command.amount()));
        if (wrong.isPresent()) {
            return wrong.get();
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
                new DebtFact.DebtAdded(command.account(), command.debt(), command.amount(), command.reason()),
                new Transfers("").move(ARREARS, command.account(), REVENUE, command.debt().name(), command.amount())
                        .posted()));
    }

    private static Decision forgiven(ForgiveDebt command, AccountDebts debts) {
        Optional<Refuse> wrong = amount(command.amount());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Optional<DebtState> debt = debts.named(command.debt());
        if (debt.isEmpty()) {
            return unknown(command.account(), command.debt());
        }
        Money due = debt.get().due();
        if (!due.currency().equals(command.amount().currency())) {
            return new Refuse(Refusal.WRONG_CURRENCY, "amount", "it is owed in " + due.currency() + ", was: "
                    + QuantityText.of(command.amount()));
        }
        if (due.amountMinor() < command.amount().amountMinor()) {
            return new Refuse(Refusal.BALANCE_TOO_LOW, "amount",
                    "of " + command.debt() + " is left " + QuantityText.of(due)
                            + ", was: " + QuantityText.of(command.amount()));
        }
        return new Accept(Optional.of(command.key()), List.of(
                new DebtFact.DebtForgiven(command.account(), command.debt(), command.amount(), command.reason()),
                new Transfers("").move(REVENUE, command.debt(), ARREARS, command.account(), command.amount())
                        .posted()));
    }

    private static Decision changed(ChangePlan command, AccountDebts debts) {
        Optional<Debt> before = debts.named(command.debt().name()).map(DebtState::debt);
        if (before.isEmpty()) {
            return unknown(command.account(), command.debt().name());
        }
        Debt wish = command.debt();
        Debt after = new Debt(wish.name(), before.get().since(), wish.sharePpm(), wish.monthMinorMax(),
                wish.priority());
        return new Accept(Optional.of(command.key()),
                List.of(new DebtFact.PlanChanged(command.account(), after, command.reason())));
    }

    private static Optional<Refuse> amount(Money amount) {
        if (!amount.isPositive()) {
            return Optional.of(new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "amount", "must be above zero, was: " + amount));
        }
        return amount.amountMinor() <= Wellformed.VALUE_MAX
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "must be at most "
                        + Wellformed.VALUE_MAX + ", was: " + amount));
    }

    private static Refuse unknown(String account, String debt) {
        return new Refuse(Refusal.UNKNOWN_DEBT, "debt.name", account + " owes nothing under the name " + debt);
    }
}

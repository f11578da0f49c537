package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.ENGINEERING;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.AccountContents;
import io.wattle.ledger.state.DebtState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.FeeTaxes;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.Tax;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about money of accounts besides sales: deposits, charges, transfers, refunds, debts. */
final class AccountMoney {
    private final Set<String> currencies;

    AccountMoney(Set<String> currencies) {
        this.currencies = currencies;
    }

    /** @param cash owner of the account that cash goes into, or comes out of */
    Decision move(AccountCommand.MoveMoney command, String cash, LedgerState state, Instant time) {
        return malformed(command).<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), AccountContents.of(command)))
                .or(() -> refused(command, state))
                .orElseGet(() -> command.move() == MoneyMove.CHARGE
                        ? charged(command, state, time)
                        : moved(command, cash, state));
    }

    private static Optional<Refuse> malformed(AccountCommand.MoveMoney command) {
        MoneyMove move = command.move();
        return (move.byHandOnly() ? Wellformed.manual(command.origin()) : Optional.<Refuse>empty())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> Wellformed.name("account", command.account()))
                .or(() -> move.paysDebt() || !move.namesOther()
                        ? Wellformed.text("other", command.other())
                        : Wellformed.name("other", command.other()))
                .or(() -> move.namesOther() == command.other().isEmpty()
                        ? Optional.of(new Refuse(Refusal.MALFORMED, "other", "other must "
                                + (move.namesOther() ? "" : "not ") + "be there for " + move))
                        : Optional.empty())
                .or(() -> move.byHandOnly()
                        ? Wellformed.someText("reason", command.reason())
                        : Wellformed.text("reason", command.reason()));
    }

    private Optional<Decision> refused(AccountCommand.MoveMoney command, LedgerState state) {
        Money amount = command.amount();
        if (!amount.isPositive()) {
            return refuse(Refusal.AMOUNT_NOT_POSITIVE, "amount", "must be above zero, was: " + amount);
        }
        if (amount.amountMinor() > Wellformed.VALUE_MAX) {
            return refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "must be at most " + Wellformed.VALUE_MAX);
        }
        if (!currencies.contains(amount.currency())) {
            return refuse(Refusal.WRONG_CURRENCY, "amount", "nothing is sold in " + amount.currency());
        }
        Optional<Refuse> unknown = notKnown(command.account(), state);
        if (unknown.isPresent()) {
            return unknown.map(refuse -> refuse);
        }
        if (!command.move().afterClosing() && state.accounts.isClosed(command.account())) {
            return refuse(Refusal.ACCOUNT_CLOSED, "account", "account " + command.account() + " is closed");
        }
        if (command.move() == MoneyMove.TRANSFER) {
            return noReceiver("other", command.account(), command.other(), state);
        }
        return command.move().paysDebt() ? noDebt(command, state) : Optional.empty();
    }

    /** An account is known once somebody opened it, or a meter is on it. */
    static Optional<Refuse> notKnown(String account, LedgerState state) {
        return state.accounts.isKnown(account)
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.UNKNOWN_ACCOUNT, "account", "there is no account " + account));
    }

    private static Optional<Decision> noDebt(AccountCommand.MoveMoney command, LedgerState state) {
        Optional<DebtState> debt = state.debts.of(command.account()).named(command.other());
        if (debt.isEmpty()) {
            return refuse(Refusal.UNKNOWN_DEBT, "other", command.account() + " owes nothing for " + command.other());
        }
        Money due = debt.get().due();
        if (!due.currency().equals(command.amount().currency())) {
            return refuse(Refusal.WRONG_CURRENCY, "amount", "what is owed is " + due);
        }
        return command.amount().amountMinor() > due.amountMinor()
                ? refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "no more is owed than " + due)
                : Optional.empty();
    }

    /** With the taxes that the account's tariff has on charges. It may draw on an overdraft. */
    private static Decision charged(AccountCommand.MoveMoney command, LedgerState state, Instant time) {
        String currency = command.amount().currency();
        Optional<PlanInForce> plan = state.planForCharges(command.account(), currency, time);
        FeeTaxes taxed = plan.map(one -> FeeTaxes.of(one, Tax.Base.CHARGES, command.amount().amountMinor()))
                .orElseGet(
                        () -> new FeeTaxes(command.amount().amountMinor(), command.amount().amountMinor(), List.of()));
        if (taxed.totalMinor() > Wellformed.VALUE_MAX) {
            return new Refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "must be at most " + Wellformed.VALUE_MAX
                    + " with taxes");
        }
        Transfers transfers = new Transfers("").move(WALLET, command.account(), REVENUE, command.other(),
                new Money(taxed.netMinor(), currency));
        taxed.taxes()
                .forEach(tax -> transfers.move(WALLET, command.account(), TAX_PAYABLE, tax.name(),
                        new Money(tax.amountMinor(), currency)));
        Optional<Refuse> passed = Limits.passed(state.book, transfers.posted().postings());
        if (passed.isPresent()) {
            return new Refuse(passed.get().reason(), "amount", passed.get().detail());
        }
        List<Fact> facts = new ArrayList<>(List.of(new AccountFact.MoneyMoved(command.account(), command.move(),
                command.other(), command.amount(), command.reason())));
        plan.filter(_ -> !taxed.taxes().isEmpty())
                .ifPresent(one -> facts.add(new AccountFact.ChargeTaxed(command.account(), command.other(),
                        new Money(taxed.totalMinor(), currency), one.plan().name(), one.plan().version(),
                        taxed.taxes())));
        facts.add(transfers.posted());
        return new Accept(Optional.of(command.key()), facts);
    }

    private static Decision moved(AccountCommand.MoveMoney command, String cash, LedgerState state) {
        MoneyMove move = command.move();
        Money amount = command.amount();
        long wallet = state.balance(new AccountKey(WALLET, command.account(), amount.unit())).value();
        if (move.from() == WALLET && wallet < amount.amountMinor()) {
            return new Refuse(Refusal.BALANCE_TOO_LOW, "amount", "the wallet of " + command.account() + " has "
                    + QuantityText.of(new Money(wallet, amount.currency())) + ", and it needs "
                    + QuantityText.of(amount));
        }
        if (move == MoneyMove.REFUND || move == MoneyMove.TRANSFER) {
            long payable = payable(state, command.account(), amount.currency());
            if (amount.amountMinor() > payable) {
                return new Refuse(Refusal.GIVEN_NOT_PAID_OUT, "amount", "of the wallet of " + command.account() + " "
                        + QuantityText.of(new Money(Math.max(0, payable), amount.currency()))
                        + " can be paid out or transferred: the rest was given, or is owed for emergency credit");
            }
        }
        Transfers transfers = new Transfers("").move(move.from(),
                move.from() == CASH ? cash : command.account(), move.to(), switch (move) {
                    case DEPOSIT_REFUNDED, REFUND -> cash;
                    case CHARGE, TRANSFER -> command.other();
                    case DEPOSIT_TAKEN, DEPOSIT_TO_WALLET, DEBT_PAID, DEBT_FROM_WALLET, EMERGENCY_FROM_WALLET ->
                        command.account();
                }, amount);
        Optional<Refuse> passed = Limits.passed(state.book, transfers.posted().postings());
        return passed.isPresent()
                ? new Refuse(passed.get().reason(), "amount", passed.get().detail())
                : new Accept(Optional.of(command.key()), List.of(new AccountFact.MoneyMoved(command.account(), move,
                        command.other(), amount, command.reason()), transfers.posted()));
    }

    /** What a customer may take out of the wallet: what was given to him he can use, and what was lent he owes. */
    private static long payable(LedgerState state, String account, String currency) {
        Unit money = Unit.money(currency);
        AccountKey wallet = new AccountKey(WALLET, account, money);
        long lent = -state.balance(new AccountKey(EMERGENCY_RECEIVABLE, account, money)).value();
        return state.balance(wallet).value() - state.given.left(wallet) - Math.max(0, lent);
    }

    static Optional<Decision> noReceiver(String field, String from, String to, LedgerState state) {
        boolean known = state.accounts.isKnown(to);
        if (!known || to.equals(from)) {
            return refuse(Refusal.UNKNOWN_ACCOUNT, field, known
                    ? "must be another account"
                    : "there is no account " + to);
        }
        return state.accounts.isClosed(to)
                ? refuse(Refusal.ACCOUNT_CLOSED, field, "account " + to + " is closed")
                : Optional.empty();
    }

    static Optional<Decision> refuse(Refusal reason, String field, String detail) {
        return Optional.of(new Refuse(reason, field, detail));
    }
}

package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.AccountDesk.account;
import static io.wattle.ledger.decide.AccountDesk.meter;
import static io.wattle.ledger.decide.AccountDesk.save;
import static io.wattle.ledger.decide.AccountDesk.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.DebtCommand.AddDebt;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.Discount;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What accounts mean for money: who buys at which price, what is charged, and what becomes of the rest. */
class AccountMoneyTest {
    private static final AccountTerms HOME = terms("home", 3);
    private static final String PAYER = "acc-m1";
    private final Desk desk = new Desk();

    @Test
    void shouldSellByTheClassAndTheDiscountsOfTheAccountF127() {
        Tariffs.inForce(Tariffs.flat("homes", 1, 200, "home"), Optional.empty()).forEach(desk::tell);
        Tariffs.inForce(withDiscount("shops"), Optional.empty()).forEach(desk::tell);
        desk.tell(Desk.register());
        assertThat(desk.say(convert("k0"))).as("no plan is for the class of nobody").isEqualTo("NO_TARIFF meter");
        desk.tell(save(account(PAYER, "", "", HOME)));
        assertThat(units(Desk.pay("k1", 2_000))).isEqualTo(10_000);
        desk.tell(save(account(PAYER, "", "", terms("shop", 3))));
        assertThat(units(Desk.pay("k2", 4_000))).as("no discount was agreed").isEqualTo(10_000);
        desk.tell(save(account(PAYER, "", "",
                new AccountTerms("shop", "", "early, loyal", "en", ContactFrequency.DAILY, 3))));
        assertThat(units(Desk.pay("k3", 2_000))).isEqualTo(10_000);
    }

    @Test
    void shouldSellNothingThroughAnyDoorWhereVendingIsDisabledF132() {
        Tariffs.inForce(Tariffs.flat("all", 1, 200), Optional.empty()).forEach(desk::tell);
        desk.tell(Desk.register());
        assertThat(desk.say(keep("k0", 900))).startsWith("PaymentTaken");
        desk.tell(save(meter("m1", "", false)));
        assertThat(desk.say(Desk.pay("k1", 100))).isEqualTo("VENDING_DISABLED meter");
        assertThat(desk.say(keep("k2", 100))).isEqualTo("VENDING_DISABLED meter");
        assertThat(desk.say(convert("k3"))).isEqualTo("VENDING_DISABLED meter");
        assertThat(desk.say(new Command.GrantEmergency(Desk.BY, "k4", "m1", Unit.WATT_HOUR.of(500))))
                .isEqualTo("VENDING_DISABLED meter");
        desk.tell(save(meter("m1", "", true)));
        assertThat(desk.say(convert("k3"))).startsWith("WalletConverted");
    }

    @Test
    void shouldOrderNoTokenForACreditOfADisabledMeterF132() {
        Desk tokens = AccountDesk.desk();
        tokens.tell(Tokens.set(Tokens.TERMS));
        tokens.tell(Desk.pay("k1", 100));
        String credit = "C-" + tokens.state.lastSequence();
        tokens.tell(save(meter("m1", "", false)));
        assertThat(tokens.say(Tokens.credit("k2", credit)))
                .isEqualTo("VENDING_DISABLED meter");
    }

    @Test
    void shouldPayOtherChargesFromTheBalanceF003() {
        desk.tell(Desk.register());
        wallet(500);
        assertThat(desk.say(move("k1", MoneyMove.CHARGE, "connection fee", 300))).isEqualTo("MoneyMoved Posted");
        assertThat(desk.say(move("k1", MoneyMove.CHARGE, "connection fee", 300))).startsWith("Existing #");
        assertThat(desk.say(move("k1", MoneyMove.CHARGE, "meter test", 300)))
                .isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(desk.balance(AccountType.REVENUE, "connection fee")).isEqualTo(300);
        assertThat(desk.balance(AccountType.WALLET, PAYER)).isEqualTo(200);
        assertThat(desk.say(move("k2", MoneyMove.CHARGE, "meter test", 300))).isEqualTo("BALANCE_TOO_LOW amount");
    }

    @Test
    void shouldRefuseMoneyThatCannotBeMovedByNameAndChangeNothing() {
        desk.tell(Desk.register());
        desk.tell(save(account("x1", "", "", HOME), account("gone", "", "", HOME)));
        desk.tell(AccountDesk.close("c", "gone", ""));
        wallet(100);
        String before = desk.state.stateHash();
        assertThat(desk.say(by(Desk.BY, "k", PAYER, MoneyMove.REFUND, "", usd(1)))).isEqualTo("MALFORMED origin.mode");
        assertThat(desk.say(move("k", MoneyMove.CHARGE, "", 1))).isEqualTo("MALFORMED other");
        assertThat(desk.say(move("k", MoneyMove.REFUND, "x", 1))).isEqualTo("MALFORMED other");
        assertThat(desk.say(move("k", MoneyMove.REFUND, "", 0))).isEqualTo("AMOUNT_NOT_POSITIVE amount");
        assertThat(desk.say(move("k", MoneyMove.DEPOSIT_TAKEN, "", Long.MAX_VALUE)))
                .isEqualTo("AMOUNT_TOO_LARGE amount");
        assertThat(desk.say(by(Desk.ANN, "k", PAYER, MoneyMove.REFUND, "", new Money(1, "EUR"))))
                .isEqualTo("WRONG_CURRENCY amount");
        assertThat(desk.say(by(Desk.ANN, "k", "nobody", MoneyMove.REFUND, "", usd(1))))
                .isEqualTo("UNKNOWN_ACCOUNT account");
        assertThat(desk.say(by(Desk.ANN, "k", "gone", MoneyMove.DEPOSIT_TAKEN, "", usd(1))))
                .isEqualTo("ACCOUNT_CLOSED account");
        assertThat(desk.say(move("k", MoneyMove.TRANSFER, "nobody", 1))).isEqualTo("UNKNOWN_ACCOUNT other");
        assertThat(desk.say(move("k", MoneyMove.TRANSFER, PAYER, 1))).isEqualTo("UNKNOWN_ACCOUNT other");
        assertThat(desk.say(move("k", MoneyMove.TRANSFER, "gone", 1))).isEqualTo("ACCOUNT_CLOSED other");
        assertThat(desk.say(move("k", MoneyMove.TRANSFER, "x1", 101))).isEqualTo("BALANCE_TOO_LOW amount");
        assertThat(desk.say(move("k", MoneyMove.DEPOSIT_REFUNDED, "", 1))).isEqualTo("BALANCE_TOO_LOW amount");
        assertThat(desk.say(move("k", MoneyMove.EMERGENCY_FROM_WALLET, "", 1))).isEqualTo("BALANCE_TOO_HIGH amount");
        assertThat(desk.say(move("k", MoneyMove.DEBT_PAID, "bill", 1))).isEqualTo("UNKNOWN_DEBT other");
        assertThat(desk.say(debt("gone", "bill", 1))).isEqualTo("ACCOUNT_CLOSED account");
        assertThat(desk.say(new Command.AllowOverdraft(Desk.ANN, "k", "gone", usd(5), "known")))
                .isEqualTo("ACCOUNT_CLOSED account");
        assertThat(desk.state.stateHash()).isEqualTo(before);
    }

    @Test
    void shouldPayDebtsApartAndNoMoreThanIsOwed() {
        desk.tell(Desk.register());
        wallet(50);
        desk.tell(debt(PAYER, "bill", 200));
        assertThat(desk.say(move("k1", MoneyMove.DEBT_PAID, "bill", 201))).isEqualTo("AMOUNT_TOO_LARGE amount");
        assertThat(desk.say(by(Desk.BY, "k2", PAYER, MoneyMove.DEBT_PAID, "bill", usd(120)))).startsWith("MoneyMoved");
        assertThat(desk.say(move("k3", MoneyMove.DEBT_FROM_WALLET, "bill", 50))).startsWith("MoneyMoved");
        assertThat(desk.state.debtsOf(PAYER)).singleElement()
                .satisfies(one -> assertThat(one.due()).isEqualTo(usd(30)));
        desk.tell(move("k4", MoneyMove.DEBT_PAID, "bill", 30));
        assertThat(desk.state.debtsOf(PAYER)).isEmpty();
        assertThat(desk.balance(AccountType.ARREARS, PAYER)).isZero();
    }

    @Test
    void shouldPayDebtsFromDepositAndWalletWhenACustomerMovesOut() throws IOException {
        desk.tell(Desk.register());
        desk.tell(save(account(PAYER, "", "", HOME), account("x1", "", "", HOME)));
        wallet(300);
        desk.tell(move("k1", MoneyMove.DEPOSIT_TAKEN, "", 200));
        desk.tell(debt(PAYER, "newer", 100));
        desk.tell(
                new AddDebt(Desk.ANN, "k2", PAYER, Debt.whole("older", LocalDate.of(2024, 1, 1)), usd(350), "agreed"));
        FinalBalance last = desk.state.accounts().finalBalance(PAYER, "USD", Desk.RULES.rates(), Desk.NOON);
        assertThat(last).isEqualTo(new FinalBalance("USD", 300, 200, 0, 0, Map.of(),
                Map.of("older", 350L, "newer", 100L), 0, 50, 0));
        assertThat(desk.say(AccountDesk.close("k3", PAYER, "x1")))
                .isEqualTo("AccountClosed MoneyMoved MoneyMoved MoneyMoved Posted");
        assertThat(desk.balance(AccountType.DEPOSIT, PAYER)).isZero();
        assertThat(desk.balance(AccountType.WALLET, PAYER)).isZero();
        assertThat(desk.balance(AccountType.ARREARS, PAYER)).isZero();
        assertThat(desk.balance(AccountType.WALLET, "x1")).isEqualTo(50);
        assertThat(desk.state.debtsOf(PAYER)).isEmpty();
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    @Test
    void shouldLeaveADebtBehindOnlyWhenThatIsSaid() {
        desk.tell(Desk.register());
        desk.tell(save(account(PAYER, "", "", HOME)));
        wallet(30);
        desk.tell(debt(PAYER, "bill", 100));
        assertThat(desk.say(AccountDesk.close("k1", PAYER, ""))).isEqualTo("STILL_OWES leaveDebts");
        assertThat(desk.say(new AccountCommand.CloseAccount(Desk.ANN, "k1", PAYER, Optional.empty(), true, "left")))
                .isEqualTo("AccountClosed MoneyMoved Posted");
        assertThat(desk.say(move("k2", MoneyMove.DEBT_PAID, "bill", 70))).as("paid later").startsWith("MoneyMoved");
        assertThat(desk.state.debtsOf(PAYER)).isEmpty();
    }

    private void wallet(long minor) {
        Desk.RULES.currencies()
                .forEach(currency -> desk.tell(new Command.PostCorrection(Desk.ANN, "w", 1, "opening",
                        List.of(new Posting(AccountType.WALLET, PAYER, new Money(minor, currency)),
                                new Posting(AccountType.CASH, "api", new Money(-minor, currency))))));
    }

    private long units(Command payment) {
        assertThat(desk.say(payment)).contains("CreditOrdered");
        return desk.entries.getLast()
                .facts()
                .stream()
                .filter(Fact.CreditOrdered.class::isInstance)
                .mapToLong(fact -> ((Fact.CreditOrdered) fact).amount().value() / 10 * 10)
                .sum();
    }

    /** Twice the price of homes, and half of that for those with whom it was agreed. */
    private static TariffPlan withDiscount(String name) {
        return new TariffPlan(name, 1, Unit.Kind.ENERGY, "USD", ZoneOffset.UTC,
                new Scope(Optional.empty(), Optional.empty(), List.of("shop")), WaterfallStep.USUAL,
                List.of(new PlanPart(Scope.ALL, new FlatPrice(400_000_000)),
                        new PlanPart(Scope.ALL, new Discount("loyal", 500_000, 0, Exact.AMOUNT_MAX, true))));
    }

    private static Command move(String key, MoneyMove move, String other, long minor) {
        return by(Desk.ANN, key, PAYER, move, other, usd(minor));
    }

    private static Command by(Origin origin, String key, String account, MoneyMove move, String other, Money amount) {
        return new AccountCommand.MoveMoney(origin, key, account, move, other, amount, "asked for");
    }

    private static Command debt(String account, String name, long minor) {
        return new AddDebt(Desk.ANN, "d-" + name, account, Debt.whole(name, LocalDate.of(2025, 1, 1)), usd(minor),
                "agreed");
    }

    private static Command keep(String key, long minor) {
        return new Command.PayIntoWallet(Desk.BY, key, "m1", usd(minor));
    }

    private static Command convert(String key) {
        return new Command.ConvertWallet(Desk.BY, key, "m1", new Conversion.Amount(usd(400)));
    }

    private static Money usd(long minor) {
        return new Money(minor, "USD");
    }
}

package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillRules;
import io.wattle.ledger.till.TillTender;
import io.wattle.ledger.vending.Debt;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a till must not take: names, counts, debts and cash that stand in no drawer. */
class TillGuardsTest {
    private static final String BOB = "SHIFT-2";
    private final Desk desk = TillDesk.open();

    @ParameterizedTest
    @CsvSource({"CASH/VAULT,ann,MALFORMED origin.channel", "cash/vault,ann,MALFORMED origin.channel",
            "x/SHIFT-2,ann,MALFORMED origin.channel", "card-provider,ann,MALFORMED origin.channel",
            "api,VAULT,MALFORMED origin.actor", "api,SHIFT-2,MALFORMED origin.actor"})
    void shouldLetNobodyCallHimselfAVaultADrawerOrTheProvider(String channel, String actor, String refusal) {
        assertThat(say(new Command.TakePayment(Origin.manual(actor, channel), "k", Desk.METER, TillDesk.usd(500))))
                .isEqualTo(refusal);
    }

    @Test
    void shouldTakeNoCashierForTheVault() {
        assertThat(say(TillDesk.shift("o", "till 2", "VAULT"))).isEqualTo("MALFORMED cashier");
        assertThat(say(new CardCommand.ActivateCards(Desk.ANN, "a", new CardRange(1, 1), "t", "cash", Tender.CASH,
                "VAULT"))).isEqualTo("MALFORMED cashier");
    }

    @ParameterizedTest
    @CsvSource({"CASH,USD,-5,MALFORMED", "PREPAID_CARD,USD,5,TENDER_NOT_ALLOWED", "CASH,XYZ,5,WRONG_CURRENCY",
            "CHEQUE,USD,-1,MALFORMED"})
    void shouldCountAndDeclareOnlyWhatADrawerCanHold(Tender tender, String currency, long minor, String refusal) {
        TenderSum sum = new TenderSum(tender, new Money(minor, currency));
        assertThat(say(TillDesk.close("c1", "bob", BOB, sum))).isEqualTo(refusal + " declared");
        say(TillDesk.close("c2", "bob", BOB));
        assertThat(say(TillDesk.count("n1", "sue", BOB, sum))).isEqualTo(refusal + " counted");
        assertThat(say(TillDesk.count("n2", "sue", BOB))).startsWith("ShiftCounted");
    }

    @Test
    void shouldTakeAndPayOutMoneyOfAccountsInADrawer() {
        say(TillDesk.sell("s", "bob", BOB, Tender.CASH, 1_050));
        assertThat(say(TillDesk.handle("d1", "bob", BOB, MoneyMove.DEPOSIT_TAKEN, Tender.CASH, 400)))
                .isEqualTo("AccountMoneyHandled MoneyMoved Posted");
        assertThat(say(TillDesk.handle("d1", "bob", BOB, MoneyMove.DEPOSIT_TAKEN, Tender.CASH, 400)))
                .startsWith("Existing");
        assertThat(say(TillDesk.handle("d2", "bob", BOB, MoneyMove.DEPOSIT_TAKEN, Tender.CHEQUE, 300)))
                .startsWith("AccountMoneyHandled");
        assertThat(say(TillDesk.handle("r1", "bob", BOB, MoneyMove.DEPOSIT_REFUNDED, Tender.CHEQUE, 301)))
                .isEqualTo("BALANCE_TOO_LOW shiftId");
        assertThat(say(TillDesk.handle("r2", "bob", BOB, MoneyMove.DEPOSIT_REFUNDED, Tender.CASH, 100)))
                .startsWith("AccountMoneyHandled");
        assertThat(say(TillDesk.handle("r3", "eve", BOB, MoneyMove.DEPOSIT_REFUNDED, Tender.CASH, 100)))
                .isEqualTo("SHIFT_OF_ANOTHER person");
        assertThat(say(TillDesk.handle("d3", "bob", BOB, MoneyMove.DEPOSIT_TAKEN, Tender.CASH, 20_001)))
                .isEqualTo("SHIFT_LIMIT tender");
        assertThat(say(TillDesk.handle("t", "bob", BOB, MoneyMove.DEPOSIT_TO_WALLET, Tender.CASH, 1)))
                .isEqualTo("MALFORMED shiftId");
        assertThat(desk.balance(CASH, "CASH/" + BOB)).isEqualTo(-5_000 - 1_050 - 400 + 100);
        assertThat(desk.balance(CASH, "CHEQUE/" + BOB)).isEqualTo(-300);
        assertThat(desk.balance(AccountType.DEPOSIT, "acc-m1")).isEqualTo(600);
    }

    @Test
    void shouldPayOutOfTheDrawerWhatIsLeftWhenACustomerMovesOut() {
        say(AccountDesk.save(AccountDesk.account("x1", "", "", AccountDesk.terms("home", 3))));
        say(new TillCommand.MoveAtTill(new AccountCommand.MoveMoney(TillDesk.person("bob"), "d", "x1",
                MoneyMove.DEPOSIT_TAKEN, "", TillDesk.usd(700), ""),
                new TillTender(Tender.CASH, BOB, Optional.empty())));
        AccountCommand.CloseAccount closing = new AccountCommand.CloseAccount(TillDesk.person("bob"), "c", "x1",
                Optional.empty(), false, "moved out");
        Command atTill = new TillCommand.CloseAtTill(closing, new TillTender(Tender.CASH, BOB, Optional.empty()));
        assertThat(say(atTill)).startsWith("AccountMoneyHandled AccountClosed");
        assertThat(say(atTill)).startsWith("Existing");
        assertThat(desk.balance(CASH, "CASH/" + BOB)).isEqualTo(-5_000);
    }

    @Test
    void shouldTakeAndPayOutOnAccountsInShiftsOnlyWhereThatIsTheRule() {
        Desk strict = new Desk(Desk.RULES.with(new TillRules(true, Set.of("sue"))));
        strict.tell(Desk.register());
        strict.tell(TillDesk.shift("open-bob", "till 1", "bob"));
        assertThat(strict.say(TillDesk.money(TillDesk.person("bob"), "d1", MoneyMove.DEPOSIT_TAKEN, 500)))
                .isEqualTo("SHIFT_REQUIRED shiftId");
        assertThat(strict.say(TillDesk.handle("d2", "bob", BOB, MoneyMove.DEPOSIT_TAKEN, Tender.CASH, 500)))
                .startsWith("AccountMoneyHandled");
        assertThat(strict.say(TillDesk.money(TillDesk.person("bob"), "r", MoneyMove.DEPOSIT_REFUNDED, 500)))
                .isEqualTo("SHIFT_REQUIRED shiftId");
        assertThat(strict.say(TillDesk.money(TillDesk.person("bob"), "t", MoneyMove.DEPOSIT_TO_WALLET, 500)))
                .isEqualTo("MoneyMoved Posted");
    }

    @Test
    void shouldKnowTheAccountThatOwesAndTheMoneyThatItOwes() {
        assertThat(say(debt("d1", "nobody", "USD"))).isEqualTo("UNKNOWN_ACCOUNT account");
        assertThat(say(debt("d2", "acc-m1", "XYZ"))).isEqualTo("WRONG_CURRENCY amount");
        assertThat(say(debt("d3", "acc-m1", "USD"))).isEqualTo("DebtAdded Posted");
        assertThat(say(new Command.AllowOverdraft(Desk.ANN, "o1", "nobody", TillDesk.usd(5), "why")))
                .isEqualTo("UNKNOWN_ACCOUNT account");
        assertThat(say(new Command.AllowOverdraft(Desk.ANN, "o2", "acc-m1", new Money(5, "XYZ"), "why")))
                .isEqualTo("WRONG_CURRENCY maximum");
        assertThat(say(Desk.overdraft("o3", 5))).isEqualTo("OverdraftAllowed");
    }

    private static Command debt(String key, String account, String currency) {
        return new DebtCommand.AddDebt(Desk.ANN, key, account,
                Debt.whole("d", LocalDate.of(2026, 1, 1)), new Money(5, currency), "why");
    }

    private String say(Command command) {
        return desk.say(command);
    }
}

package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.AccountDesk.account;
import static io.wattle.ledger.decide.AccountDesk.assign;
import static io.wattle.ledger.decide.AccountDesk.close;
import static io.wattle.ledger.decide.AccountDesk.customer;
import static io.wattle.ledger.decide.AccountDesk.erase;
import static io.wattle.ledger.decide.AccountDesk.location;
import static io.wattle.ledger.decide.AccountDesk.meter;
import static io.wattle.ledger.decide.AccountDesk.need;
import static io.wattle.ledger.decide.AccountDesk.save;
import static io.wattle.ledger.decide.AccountDesk.synchronise;
import static io.wattle.ledger.decide.AccountDesk.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.Found.Kind;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.ActivationPolicy.How;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final AccountTerms HOME = terms("home", 3);

    @Test
    void shouldRefuseByNameAndChangeNothing() {
        Desk desk = AccountDesk.desk();
        desk.tell(save(customer("c1", "Ada"), account("x1", "c1", "", HOME), account("x2", "", "x1", HOME)));
        desk.tell(save(account("x9", "", "", HOME)));
        desk.tell(close("k0", "x9", ""));
        String before = desk.state.stateHash();
        assertThat(desk.say(save())).isEqualTo("MALFORMED rows");
        assertThat(desk.say(save(account(" ", "", "", HOME)))).isEqualTo("MALFORMED rows[0].account.account");
        assertThat(desk.say(save(account("x5", "", "", terms("home", 366)))))
                .isEqualTo("MALFORMED rows[0].account.thresholdDays");
        assertThat(desk.say(save(account("x5", "nobody", "", HOME))))
                .isEqualTo("UNKNOWN_CUSTOMER rows[0].account.customer");
        assertThat(desk.say(save(account("x5", "", "nobody", HOME))))
                .isEqualTo("UNKNOWN_ACCOUNT rows[0].account.master");
        assertThat(desk.say(save(account("x5", "", "x2", HOME))))
                .isEqualTo("MASTER_NOT_ALLOWED rows[0].account.master");
        assertThat(desk.say(save(account("x5", "", "", HOME), account("x1", "c1", "x5", HOME))))
                .isEqualTo("MASTER_NOT_ALLOWED rows[1].account.master");
        assertThat(desk.say(save(account("x9", "", "", HOME)))).isEqualTo("ACCOUNT_CLOSED rows[0].account.account");
        assertThat(desk.say(save(meter("nobody", "", true)))).isEqualTo("UNKNOWN_METER rows[0].meter.meter");
        assertThat(desk.say(save(meter("m1", "nowhere", true)))).isEqualTo("UNKNOWN_LOCATION rows[0].meter.location");
        assertThat(desk.say(erase("nobody"))).isEqualTo("UNKNOWN_CUSTOMER customer");
        assertThat(desk.say(erase("c1"))).isEqualTo("STILL_IN_USE customer");
        assertThat(desk.say(close("k1", "nobody", ""))).isEqualTo("UNKNOWN_ACCOUNT account");
        assertThat(desk.say(close("k1", "x9", ""))).isEqualTo("ACCOUNT_CLOSED account");
        assertThat(desk.say(close("k1", "x1", ""))).isEqualTo("STILL_IN_USE account");
        assertThat(desk.say(close("k1", "x2", "x2"))).isEqualTo("UNKNOWN_ACCOUNT transferTo");
        assertThat(desk.say(close("k1", "x2", "x9"))).isEqualTo("ACCOUNT_CLOSED transferTo");
        assertThat(desk.say(assign("m1", "x9"))).isEqualTo("ACCOUNT_CLOSED account");
        assertThat(desk.say(assign("m1", "x-9"))).isEqualTo("UNKNOWN_ACCOUNT account");
        assertThat(desk.say(need("2020-01-01T00:00:00Z"))).isEqualTo("MALFORMED need.until");
        assertThat(desk.state.stateHash()).isEqualTo(before);
    }

    @Test
    void shouldTakeTheSameAgainForNothingToDo() {
        Desk desk = AccountDesk.desk();
        Command saved = save(customer("c1", "Ada"), location("l1", "1 Road"), account("x1", "c1", "", HOME),
                meter("m1", "l1", true));
        assertThat(desk.say(saved)).isEqualTo("CustomerSaved LocationSaved AccountSaved MeterPlaced");
        assertThat(desk.say(saved)).isEqualTo("nothing to do");
        assertThat(desk.say(save(customer("c1", "Ada B."), account("x1", "c1", "", HOME)))).isEqualTo("CustomerSaved");
        assertThat(desk.say(close("k", "x1", ""))).isEqualTo("AccountClosed");
        assertThat(desk.say(close("k", "x1", ""))).startsWith("Existing #");
        assertThat(desk.say(close("k", "x1", "acc-m1"))).isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
    }

    @Test
    void shouldFindByAnyNameAndSayWhatItCouldBeF128F130() {
        Desk desk = AccountDesk.desk();
        desk.tell(Desk.register("m2"));
        desk.tell(save(location("l1", "1 Road"), meter("m1", "l1", true), meter("m2", "l1", true)));
        assertThat(desk.state.accounts().find("m1").onlyMeter()).contains("m1");
        assertThat(desk.state.accounts().find("acc-m1").onlyMeter()).contains("m1");
        assertThat(desk.state.accounts().find("l1").onlyMeter()).isEmpty();
        assertThat(desk.state.accounts().find("l1").meters()).containsExactly("m1", "m2");
        assertThat(desk.state.accounts().find("nobody").hits()).isEmpty();
        desk.tell(save(location("m1", "another road"), meter("m2", "m1", true)));
        assertThat(desk.state.accounts().find("m1").hits()).containsExactly(
                new Found.Hit(Kind.METER, "m1", List.of("m1")),
                new Found.Hit(Kind.LOCATION, "m1", List.of("m2")));
        assertThat(desk.state.accounts().find("l1").onlyMeter()).contains("m1");
    }

    @Test
    void shouldLeaveTheKeysOfItsDesksToThem() {
        Desk desk = AccountDesk.desk();
        assertThat(desk.say(new Command.TakePayment(Desk.ANN, "wattle:token:C-9", Desk.METER, new Money(100, "USD"))))
                .isEqualTo("MALFORMED key");
        assertThat(desk.say(new Command.TakePayment(Desk.BY, "wattle:token:C-9", Desk.METER, new Money(100, "USD"))))
                .startsWith("PaymentTaken");
    }

    @Test
    void shouldSellNothingForABarredMeterOverAnyChannelF132() {
        Desk desk = AccountDesk.desk();
        desk.tell(Desk.pay("k1", 100));
        desk.tell(save(meter("m1", "", false)));
        assertThat(desk.say(Desk.pay("k2", 100))).isEqualTo("VENDING_DISABLED meter");
        assertThat(desk.say(Desk.pay("k1", 100))).as("what was done is done").startsWith("Existing #");
        Desk cards = CardDesk.printed(How.RANGE);
        cards.tell(CardDesk.handOver("h", 1, 20, "printer", "vault"));
        cards.tell(CardDesk.activate(cards, "a", 1, 1));
        cards.tell(save(meter("m1", "", false)));
        assertThat(cards.say(CardDesk.redeem("r", 1))).isEqualTo("VENDING_DISABLED meter");
        cards.tell(save(meter("m1", "", true)));
        assertThat(cards.say(CardDesk.redeem("r", 1))).startsWith("CardRedeemed");
    }

    @Test
    void shouldNotCutASupplyThatALifeHangsOnF034() {
        Desk desk = AccountDesk.desk();
        desk.tell(need("2026-01-10T00:00:00Z"));
        assertThat(desk.say(Desk.order(Supply.OFF))).isEqualTo("CRITICAL_NEED meter");
        assertThat(desk.say(Desk.order(Supply.ON))).isEqualTo("SupplyOrdered");
        desk.tell(Desk.settle("S-" + desk.state.lastSequence(), Command.Answer.ACCEPTED));
        assertThat(desk.state.meter("m1").orElseThrow().neededUntil()).isPresent();
        assertThat(desk.state.accounts().premises("m1").orElseThrow().needSetBy()).contains("ann");
        desk.elapsed = desk.elapsed.plusDays(9);
        assertThat(desk.say(Desk.order(Supply.OFF))).isEqualTo("SupplyOrdered");
    }

    @Test
    void shouldChangeOthersOnlyWhenSynchronisedF125F126() {
        Desk desk = AccountDesk.desk();
        desk.tell(save(account("x0", "", "", HOME), account("x1", "", "x0", HOME), account("x2", "", "x0", HOME)));
        desk.tell(save(account("x0", "", "", terms("shop", 9))));
        assertThat(termsOf(desk, "x1")).isEqualTo(HOME);
        Command stale = synchronise(desk, "k1", "x0", SyncField.CUSTOMER_CLASS);
        desk.tell(save(account("x2", "", "x0", terms("farm", 3))));
        assertThat(desk.say(stale)).isEqualTo("CHANGED_SINCE_PREVIEW digest");
        assertThat(desk.say(synchronise(desk, "k1", "x0", SyncField.CUSTOMER_CLASS))).isEqualTo("AccountsSynchronised");
        assertThat(termsOf(desk, "x1")).isEqualTo(terms("shop", 3));
        assertThat(termsOf(desk, "x2")).isEqualTo(terms("shop", 3));
        assertThat(desk.say(synchronise(desk, "k2", "x0", SyncField.CUSTOMER_CLASS))).isEqualTo("nothing to do");
    }

    @Test
    void shouldPayOutOrMoveTheRestWhenACustomerMovesOut() {
        Desk desk = AccountDesk.desk();
        desk.tell(save(account("acc-m1", "", "", HOME), account("next", "", "", HOME)));
        desk.tell(Desk.pay("k1", 101));
        assertThat(desk.say(close("k2", "acc-m1", ""))).isEqualTo("CREDITS_OPEN account");
        assertThat(desk.say(assign("m1", "next"))).isEqualTo("CREDITS_OPEN meter");
        desk.tell(Desk.reading(1, 0, 0));
        desk.tell(Desk.start("C-3"));
        desk.tell(Desk.settle("C-3", 1, Command.Answer.REFUSED));
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(101);
        assertThat(desk.say(close("k2", "acc-m1", ""))).isEqualTo("AccountClosed Posted");
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isZero();
        assertThat(desk.balance(AccountType.CASH, "api")).isZero();
        assertThat(desk.say(Desk.pay("k3", 100))).isEqualTo("ACCOUNT_CLOSED meter");
        assertThat(desk.say(assign("m1", "next"))).isEqualTo("MeterAssigned");
        assertThat(desk.say(Desk.register())).as("the same registration again").startsWith("Existing #");
        assertThat(desk.say(Desk.pay("k3", 100))).startsWith("PaymentTaken");
        assertThat(desk.state.accounts().find("next").onlyMeter()).contains("m1");
        assertThat(desk.state.accounts().find("acc-m1").meters()).isEmpty();
    }

    @Test
    void shouldGiveTheNewMeterWhatBelongsToThePlace() throws IOException {
        Desk desk = AccountDesk.desk();
        desk.tell(save(location("l1", "1 Road"), meter("m1", "l1", true)));
        desk.tell(need("2026-02-01T00:00:00Z"));
        desk.tell(new Command.ReplaceMeter(Desk.ANN, "k", "m1", new Command.RegisterMeter(Desk.ANN, "m2", "acc-m1",
                Unit.WATT_HOUR, Unit.WATT_HOUR), Optional.empty(), false, "broken"));
        assertThat(desk.state.accounts().find("l1").onlyMeter()).contains("m2");
        assertThat(desk.state.meter("m2").orElseThrow().neededUntil()).isPresent();
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    @Test
    void shouldForgetACustomerAndKeepEveryBalance() throws IOException {
        Desk desk = AccountDesk.desk();
        desk.tell(save(customer("c1", "Ada"), account("acc-m1", "c1", "", HOME)));
        desk.tell(Desk.pay("k1", 100));
        desk.tell(save(account("acc-m1", "", "", HOME)));
        long wallet = desk.balance(AccountType.WALLET, "acc-m1");
        assertThat(desk.say(erase("c1"))).isEqualTo("CustomerErased");
        assertThat(desk.say(erase("c1"))).isEqualTo("nothing to do");
        assertThat(desk.say(save(customer("c1", "Ada")))).isEqualTo("CUSTOMER_ERASED rows[0].customer.customer");
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(wallet);
        assertThat(desk.state.accounts().erasedCustomers()).containsExactly("c1");
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    @Test
    void shouldRefuseRowsThatDoNotFitIntoAnEntry() {
        Desk desk = AccountDesk.desk();
        AccountRow[] rows = new AccountRow[20];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = customer("c" + i, "x".repeat(4_000));
        }
        assertThat(desk.say(save(rows))).isEqualTo("MALFORMED rows");
    }

    private static AccountTerms termsOf(Desk desk, String account) {
        return desk.state.accounts().account(account).orElseThrow().terms();
    }
}

package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.ServerDesk.USD;
import static io.wattle.ledger.decide.ServerDesk.bring;
import static io.wattle.ledger.decide.ServerDesk.grant;
import static io.wattle.ledger.decide.ServerDesk.lend;
import static io.wattle.ledger.decide.ServerDesk.poll;
import static io.wattle.ledger.decide.ServerDesk.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.EmergencyTerms;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.FlowRestriction;
import io.wattle.ledger.vending.Conversion;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is given and lent to balances that live here. */
class GivenCreditTest {
    private static final Component PRICE = new FlatPrice(200_000_000);
    private static final Component EMERGENCY = new EmergencyTerms(5_000, 1_000, 250_000_000);

    @Test
    void shouldLendWhenLittleIsLeftAndTakeItBackWithTheNextPayment() {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE, EMERGENCY, new FlowRestriction(500, 100));
        server.say(Desk.pay("k1", 400));
        assertThat(server.say(lend("e1", new Energy(2_000)))).isEqualTo("EMERGENCY_NOT_NEEDED meter");
        server.say(poll(1, 1_500));
        assertThat(server.say(lend("e2", new Energy(6_000)))).isEqualTo("EMERGENCY_LIMIT amount");
        assertThat(server.say(lend("e3", new Energy(4_000)))).isEqualTo("CreditGranted Posted");
        assertThat(server.say(lend("e3", new Energy(4_000)))).startsWith("Existing #");
        assertThat(server.balance()).isEqualTo(4_502);
        assertThat(server.status().emergencyOwed()).isEqualTo(1_000);
        assertThat(server.status().stage()).isEqualTo(Stage.LIMITED);
        assertThat(server.status().limitPerHour()).contains(100L);
        server.say(Desk.pay("k2", 1_200));
        assertThat(server.status().emergencyOwed()).isZero();
        assertThat(server.balance()).isEqualTo(5_504);
    }

    @Test
    void shouldLendMoneyToABalanceInMoney() {
        ServerDesk server = ServerDesk.in(USD, PRICE, EMERGENCY);
        assertThat(server.say(lend("e1", usd(1_251)))).isEqualTo("EMERGENCY_LIMIT amount");
        assertThat(server.say(lend("e1", usd(1_250)))).isEqualTo("CreditGranted Posted");
        assertThat(server.wallet()).isEqualTo(1_250);
        assertThat(server.say(lend("e2", new Energy(1)))).isEqualTo("WRONG_UNIT amount");
        server.say(poll(1, 6_250));
        assertThat(server.wallet()).isZero();
        assertThat(server.say(lend("e3", usd(1)))).isEqualTo("EMERGENCY_LIMIT amount");
        server.say(Desk.pay("k1", 1_300));
        assertThat(server.wallet()).isEqualTo(50);
        assertThat(server.status().emergencyOwed()).isZero();
    }

    @Test
    void shouldGiveNoMoreThanAMonthAllows() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        assertThat(server.say(grant("g1", GrantKind.FREE, usd(6_000)))).isEqualTo("CreditGranted Posted");
        assertThat(server.say(grant("g2", GrantKind.FREE, usd(6_000)))).isEqualTo("GRANT_LIMIT amount");
        assertThat(server.say(grant("g3", GrantKind.ENGINEERING, usd(6_000)))).isEqualTo("CreditGranted Posted");
        assertThat(server.say(grant("g4", GrantKind.EMERGENCY, usd(1)))).isEqualTo("MALFORMED kind");
        server.pass(31 * 24);
        assertThat(server.say(grant("g5", GrantKind.FREE, usd(6_000)))).isEqualTo("CreditGranted Posted");
        assertThat(server.wallet()).isEqualTo(18_000);
        assertThat(server.desk.state.balance(new AccountKey(AccountType.FREE_CREDIT, Desk.METER,
                USD)).value()).isEqualTo(-12_000);
    }

    @Test
    void shouldGiveAndConvertNothingWhereVendingIsDisabled() {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE);
        server.say(new Command.PayIntoWallet(Desk.BY, "k", Desk.METER, usd(1_000)));
        server.say(AccountDesk.save(AccountRow.of(new MeterData(Desk.METER, Optional.empty(),
                new MeterTraits(BalanceMode.SERVER, "", false)))));
        assertThat(server.say(grant("g", GrantKind.FREE, new Energy(1_000)))).isEqualTo("VENDING_DISABLED meter");
        assertThat(server.say(new Command.ConvertWallet(Desk.BY, "c", Desk.METER, new Conversion.All())))
                .isEqualTo("VENDING_DISABLED meter");
    }

    @Test
    void shouldLetNobodyGiveOrLendWhoIsNotNamed() {
        ServerDesk server = ServerDesk.in(USD, PRICE, EMERGENCY);
        assertThat(server.say(new BalanceCommand.GrantCredit(Origin.manual("eve", "api"), "g", Desk.METER,
                GrantKind.FREE, usd(5), "friends"))).isEqualTo("NOT_A_GRANTER person");
        assertThat(server.say(new Command.GrantEmergency(Origin.manual("eve", "api"), "e", Desk.METER, usd(5))))
                .isEqualTo("NOT_A_GRANTER person");
    }

    @Test
    void shouldPayOutNothingThatWasGivenOrLent() {
        ServerDesk server = ServerDesk.in(USD, PRICE, EMERGENCY);
        assertThat(server.say(lend("e1", usd(500)))).startsWith("CreditGranted");
        assertThat(server.say(refund("r1", 1))).isEqualTo("GIVEN_NOT_PAID_OUT amount");
        server.say(grant("g1", GrantKind.FREE, usd(1_000)));
        server.say(Desk.pay("p1", 800)); // 500 of it pay back what was lent
        assertThat(server.wallet()).isEqualTo(1_800);
        assertThat(server.say(refund("r2", 801))).isEqualTo("GIVEN_NOT_PAID_OUT amount");
        assertThat(server.say(refund("r3", 300))).isEqualTo("MoneyMoved Posted");
        server.say(poll(1, 1_000)); // 2.00 of what he paid
        assertThat(server.say(refund("r4", 301))).isEqualTo("GIVEN_NOT_PAID_OUT amount");
        assertThat(server.say(refund("r5", 300))).isEqualTo("MoneyMoved Posted");
        server.say(poll(2, 3_000)); // 4.00 of what was given
        server.say(Desk.pay("p2", 100));
        assertThat(server.say(refund("r6", 101))).isEqualTo("GIVEN_NOT_PAID_OUT amount");
        assertThat(server.say(refund("r7", 100))).isEqualTo("MoneyMoved Posted");
    }

    /** Else a false reading and its correction would turn what was given into what was paid. */
    @Test
    void shouldTakeForGivenWhatACorrectionGivesBack() throws IOException {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.pass(100);
        server.say(grant("g1", GrantKind.ENGINEERING, usd(1_000)));
        server.say(bring(1, 6_000, Quality.ACTUAL));
        assertThat(server.wallet()).isEqualTo(-200);
        server.say(bring(1, 1_000, Quality.CORRECTED));
        assertThat(server.wallet()).isEqualTo(800);
        assertThat(server.say(refund("r", 1))).isEqualTo("GIVEN_NOT_PAID_OUT amount");
        assertThat(AccountDesk.hashes(server.desk)).containsOnly(server.desk.state.stateHash());
    }

    @Test
    void shouldTakeBackWhatWasGivenWhenACustomerMovesOut() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.say(AccountDesk.save(AccountDesk.account(ServerDesk.ACCOUNT, "", "", AccountDesk.terms("home", 3))));
        server.say(grant("g1", GrantKind.FREE, usd(1_000)));
        server.say(Desk.pay("p1", 300));
        long cash = server.desk.balance(AccountType.CASH, "api");
        server.say(AccountDesk.assign(Desk.METER, "utility"));
        assertThat(server.say(AccountDesk.close("c", ServerDesk.ACCOUNT, ""))).startsWith("AccountClosed");
        assertThat(server.desk.balance(AccountType.CASH, "api") - cash).isEqualTo(300);
        assertThat(server.wallet()).isZero();
    }

    private static Command refund(String key, long minor) {
        return new AccountCommand.MoveMoney(Desk.ANN, key, ServerDesk.ACCOUNT, MoneyMove.REFUND, "", usd(minor),
                "asked for");
    }
}

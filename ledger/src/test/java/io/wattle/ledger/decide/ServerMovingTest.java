package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.AccountDesk.assign;
import static io.wattle.ledger.decide.AccountDesk.close;
import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.ServerDesk.ACCOUNT;
import static io.wattle.ledger.decide.ServerDesk.USD;
import static io.wattle.ledger.decide.ServerDesk.accrue;
import static io.wattle.ledger.decide.ServerDesk.bring;
import static io.wattle.ledger.decide.ServerDesk.keep;
import static io.wattle.ledger.decide.ServerDesk.poll;
import static io.wattle.ledger.decide.ServerDesk.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.MinimumCharge;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.Tax;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Balances that live here when somebody moves out and another one in, and when the meter is swapped. */
class ServerMovingTest {
    private static final Component PRICE = new FlatPrice(200_000_000);
    private static final Component VAT = new Tax("VAT", new Tax.Percent(150_000), false,
            List.of(Tax.Base.ENERGY, Tax.Base.STANDING), List.of(), List.of(), 0);
    private static final Component FEE = new StandingFee("Service", 3_100_000_000L, StandingFee.Period.MONTH);

    @Test
    void shouldChargeWhoHasTheMeter() throws IOException {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.say(Desk.pay("k1", 5_000));
        server.say(poll(1, 1_000));
        assertThat(server.say(assign(METER, "new-one"))).isEqualTo("MeterAssigned CountersBegun");
        assertThat(server.status().account()).isEqualTo("new-one");
        assertThat(server.say(Desk.pay("k2", 3_000))).contains("BalancePaid");
        assertThat(server.status().balance()).isEqualTo(usd(3_000));
        server.say(poll(2, 3_000));
        assertThat(server.balance()).isEqualTo(2_600);
        assertThat(server.wallet()).as("who is gone uses nothing").isEqualTo(4_800);
        server.say(poll(3, 90_000));
        assertThat(server.balance()).as("used is used, also by the new one").isEqualTo(2_600 - 17_400);
        assertThat(server.desk.state.serverMetersOf(ACCOUNT)).isEmpty();
        assertThat(server.desk.state.serverMetersOf("new-one")).containsExactly(METER);
        assertThat(AccountDesk.hashes(server.desk)).containsOnly(server.desk.state.stateHash());
    }

    @Test
    void shouldLeaveWhatIsSettledAsItIs() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.pass(9);
        server.say(poll(1, 1_000));
        server.say(bring(2, 2_000, Quality.ESTIMATED));
        assertThat(server.say(assign(METER, "new-one"))).isEqualTo("READING_ESTIMATED meter");
        server.say(poll(4, 3_000));
        server.say(assign(METER, "new-one"));
        assertThat(server.say(bring(3, 2_500, Quality.CORRECTED))).isEqualTo("READING_TOO_OLD takenAt");
        server.say(poll(5, 4_000));
        assertThat(server.say(bring(5, 3_500, Quality.CORRECTED))).contains("DeductionsReversed");
        assertThat(server.balance()).isEqualTo(-100);
        assertThat(server.wallet()).isEqualTo(-600);
    }

    // A wallet that usage drew upon stays what it is when the meter is gone, also after a start from a snapshot.
    @Test
    void shouldLetWhoIsGonePayWhatHeOwesPieceByPiece() throws IOException {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.say(poll(1, 1_000));
        server.say(assign(METER, "new-one"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(server.desk.state, out);
        LedgerState restored = StateCodec.read(new ByteArrayInputStream(out.toByteArray()));
        server.say(Desk.correct("c2", 1, 10));
        restored.apply(server.desk.entries.getLast());
        assertThat(restored.balance(new AccountKey(AccountType.WALLET, ACCOUNT, USD)).value()).isEqualTo(-190);
        assertThat(restored.stateHash()).isEqualTo(server.desk.state.stateHash());
    }

    @Test
    void shouldChargeTheDaysUntilThenToWhoGoesAndTheOthersToWhoComes() {
        ServerDesk server = ServerDesk.in(USD, PRICE, FEE);
        server.say(Desk.pay("k1", 5_000));
        server.pass(72);
        assertThat(server.say(assign(METER, "new-one"))).contains("DayCharged", "MeterAssigned");
        assertThat(server.wallet()).isEqualTo(5_000 - 200);
        server.pass(240);
        while (server.say(accrue()).startsWith("DayCharged")) {
            assertThat(server.wallet()).isEqualTo(5_000 - 200);
        }
        assertThat(server.balance()).isEqualTo(-700);
        server.pass(400 * 24);
        assertThat(server.say(assign(METER, "third"))).isEqualTo("CHARGES_OPEN meter");
    }

    @Test
    void shouldNotCloseAnAccountThatUsageWouldBeChargedTo() {
        ServerDesk server = ServerDesk.in(USD, PRICE, FEE);
        server.say(opened());
        server.say(Desk.pay("k1", 5_000));
        assertThat(server.say(close("c", ACCOUNT, ""))).isEqualTo("METER_STILL_ASSIGNED account");
        server.say(assign(METER, "utility"));
        assertThat(server.say(close("c", ACCOUNT, ""))).isEqualTo("AccountClosed Posted");
        assertThat(server.wallet()).isZero();
        server.pass(40 * 24);
        server.say(poll(40 * 24, 5_000));
        server.say(accrue());
        assertThat(server.wallet()).isZero();
        assertThat(server.balance()).isNegative();
        assertThat(server.say(assign(METER, ACCOUNT))).isEqualTo("ACCOUNT_CLOSED account");
    }

    @Test
    void shouldKeepNoBalanceForAClosedAccount() {
        Desk desk = AccountDesk.desk();
        desk.tell(opened());
        desk.tell(close("c", ACCOUNT, ""));
        assertThat(desk.say(keep(USD, Optional.empty()))).isEqualTo("ACCOUNT_CLOSED meter");
    }

    @Test
    void shouldTurnUnitsThatAreLeftIntoMoney() throws IOException {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE, VAT, new MinimumCharge(100));
        server.say(opened());
        server.say(Desk.pay("k1", 2_300));
        long units = server.balance();
        assertThat(units).isBetween(10_000L, 10_002L);
        server.say(poll(1, units - 5_000));
        assertThat(last(server)).isEqualTo(new FinalBalance("USD", 0, 0, 1_150, 0, Map.of(), Map.of(), 0, 1_150, 0));
        server.say(assign(METER, "utility"));
        assertThat(server.say(close("c", ACCOUNT, ""))).isEqualTo("UnitsSettled AccountClosed Posted");
        assertThat(server.desk.balance(AccountType.CASH, "api")).isEqualTo(-2_300 + 1_150);
        assertThat(server.desk.balance(AccountType.REVENUE, "plan")).isEqualTo(1_000);
        assertThat(server.desk.balance(AccountType.TAX_PAYABLE, "VAT")).isEqualTo(150);
        assertThat(units(server, AccountType.SERVER_UNITS, ACCOUNT)).isZero();
        assertThat(units(server, AccountType.UNITS_SOLD, "plan")).isEqualTo(5_000 - units);
        assertThat(AccountDesk.hashes(server.desk)).containsOnly(server.desk.state.stateHash());
    }

    @Test
    void shouldGiveUnitsBackToWhoSoldThem() {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR);
        server.say(opened());
        server.say(Desk.pay("k1", 1_000));
        server.sellBy("plan", ZoneOffset.UTC, Optional.empty(), new FlatPrice(400_000_000));
        server.say(assign(METER, "utility"));
        assertThat(server.say(close("c", ACCOUNT, ""))).isEqualTo("UnitsSettled AccountClosed Posted");
        assertThat(server.desk.balance(AccountType.CASH, "api")).as("as it would cost now").isEqualTo(1_000);
        assertThat(units(server, AccountType.UNITS_SOLD, "flat")).isZero();
    }

    @Test
    void shouldOweUnitsThatWereUsedAndNotPaid() {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE, VAT);
        server.say(opened());
        server.say(poll(1, 5_000));
        server.say(assign(METER, "utility"));
        assertThat(last(server)).isEqualTo(new FinalBalance("USD", 0, 0, 0, 0, Map.of("Used and not paid", 1_150L),
                Map.of(), 0, 0, 1_150));
        assertThat(server.say(close("c", ACCOUNT, ""))).isEqualTo("STILL_OWES leaveDebts");
        server.say(new AccountCommand.MoveMoney(Desk.ANN, "d", ACCOUNT, MoneyMove.DEPOSIT_TAKEN, "", usd(1_200), ""));
        assertThat(server.say(close("c", ACCOUNT, "")))
                .isEqualTo("DebtAdded UnitsSettled AccountClosed MoneyMoved MoneyMoved Posted");
        assertThat(server.desk.balance(AccountType.REVENUE, "plan")).isEqualTo(1_000);
        assertThat(units(server, AccountType.SERVER_UNITS, ACCOUNT)).isZero();
        assertThat(units(server, AccountType.UNITS_SOLD, "plan")).isEqualTo(-5_000);
        assertThat(server.desk.balance(AccountType.CASH, "api")).isEqualTo(-1_150);
    }

    @Test
    void shouldSwapAMeterForOneOfTheSameServiceOnlyAndCountItsBalanceOnce() throws IOException {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE);
        server.say(Desk.pay("k1", 1_000));
        assertThat(server.say(replace("w1", Unit.LITRE))).isEqualTo("WRONG_UNIT newMeter.registerUnit");
        assertThat(server.say(replace("m2", Unit.WATT_HOUR))).isEqualTo("MeterRegistered MeterReplaced");
        assertThat(server.desk.state.serverMetersOf(ACCOUNT)).containsExactly("m2");
        assertThat(server.say(assign("m2", "new-one"))).isEqualTo("MeterAssigned CountersBegun");
        assertThat(server.desk.state.serverMetersOf(ACCOUNT)).isEmpty();
        assertThat(AccountDesk.hashes(server.desk)).containsOnly(server.desk.state.stateHash());
    }

    // F020/F117: the customer's own threshold, unless the meter has one.
    @Test
    void shouldWarnWhenTheAccountSays() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.say(Desk.pay("k1", 4_000));
        server.pass(24);
        server.say(poll(24, 2_000));
        assertThat(server.status().forecast().daysLeft()).contains(9);
        assertThat(server.status().warningDays()).isEqualTo(3);
        assertThat(server.status().stage()).isEqualTo(Stage.NORMAL);
        server.say(AccountDesk.save(AccountDesk.account(ACCOUNT, "", "", AccountDesk.terms("home", 30))));
        assertThat(server.status().warningDays()).isEqualTo(30);
        assertThat(server.status().stage()).isEqualTo(Stage.LOW);
        assertThat(server.say(new BalanceCommand.SetWarningDays(Desk.BY, METER, 5))).isEqualTo("WarningDaysSet");
        assertThat(server.status()).extracting(BalanceStatus::warningDays, BalanceStatus::stage)
                .containsExactly(5, Stage.NORMAL);
        server.say(assign(METER, "new-one"));
        assertThat(server.status().warningDays()).as("who comes has said nothing").isEqualTo(3);
    }

    private static Command opened() {
        return AccountDesk.save(AccountDesk.account(ACCOUNT, "", "", AccountTerms.STANDARD));
    }

    private static FinalBalance last(ServerDesk server) {
        return server.desk.state.accounts()
                .finalBalance(ACCOUNT, "USD", Desk.RULES.rates(),
                        Desk.NOON.plusSeconds(300).plus(server.desk.elapsed));
    }

    private static Command replace(String newMeter, Unit unit) {
        return new Command.ReplaceMeter(Desk.ANN, "rep-" + newMeter, METER, new Command.RegisterMeter(Desk.ANN,
                newMeter, ACCOUNT, unit, unit), Optional.empty(), false, "worn");
    }

    private static long units(ServerDesk server, AccountType type, String owner) {
        return server.desk.state.balance(new AccountKey(type, owner, Unit.WATT_HOUR)).value();
    }
}

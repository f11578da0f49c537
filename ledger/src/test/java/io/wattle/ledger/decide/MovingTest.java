package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.AccountDesk.assign;
import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FreeUnits;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.vending.Sale;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted of sales when a meter is swapped, and when somebody else moves in. */
class MovingTest extends PlanSaleDesk {
    private static final Component BLOCKS = new BlockPrice(BlockPrice.Method.MARGINAL, List.of(
            new BlockPrice.Block(50_000, 100_000_000), new BlockPrice.Block(BlockPrice.OPEN, 300_000_000)));
    private static final Component FREE = new FreeUnits("free", 10_000, 100_000, false);

    // Tariff model 2: the block counter counts by calendar month, and a meter swap keeps it.
    @Test
    void shouldCarryTheMonthToTheMeterThatTakesItsPlace() throws IOException {
        open(BLOCKS, FEE, FREE);
        desk.tell(keep("w", 1_000));
        String sale = "P-" + desk.entries.getLast().sequence();
        Sale first = buy("k1", 20_000);
        assertThat(first.freeUnits()).isEqualTo(10_000);
        assertThat(first.lines()).extracting(QuoteLine::name).contains("block 1", "block 2");
        desk.tell(replace("m2", Unit.WATT_HOUR, true));
        assertThat(desk.state.countersOf(meter(METER), ACCOUNT)).isPresent();
        assertThat(desk.say(new Command.TakePayment(Desk.BY, "k2", "m2", usd(20_000)))).contains("CreditOrdered");
        assertThat(sale().lines()).extracting(QuoteLine::name).contains("block 2").doesNotContain("block 1");
        assertThat(sale().freeUnits()).isZero();
        assertThat(sale().sum(Kind.FIXED_CHARGE)).isZero();
        assertThat(desk.say(TillDesk.reverse("r", sale))).as("its fee is in what the new meter counts")
                .startsWith("SaleReversed");
        assertThat(meter("m2").seldom().sales().orElseThrow().fee("Service")).isEmpty();
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    @Test
    void shouldLetWhoMovesOutOweHisFeesAndWhoMovesInBeginAnew() throws IOException {
        open(BLOCKS, FEE, VAT, FREE);
        buy("k1", 20_000);
        desk.elapsed = Duration.ofDays(100);
        assertThat(desk.say(assign(METER, "new-one")))
                .isEqualTo("DebtAdded MeterAssigned CountersBegun Posted");
        // From February on, with taxes: the month that has begun is his, too.
        assertThat(desk.state.debtsOf(ACCOUNT)).singleElement()
                .satisfies(debt -> assertThat(debt.due()).isEqualTo(usd(345)));
        assertThat(desk.balance(AccountType.ARREARS, ACCOUNT)).isEqualTo(-345);
        assertThat(desk.say(pay("k2", 20_000))).contains("CreditOrdered");
        assertThat(sale().sum(Kind.FIXED_CHARGE)).isZero();
        assertThat(sale().freeUnits()).as("his own of this month").isEqualTo(10_000);
        assertThat(sale().lines()).extracting(QuoteLine::name).contains("block 1");
        desk.elapsed = Duration.ofDays(140);
        desk.tell(pay("k3", 20_000));
        assertThat(sale().sum(Kind.FIXED_CHARGE)).as("from the next month on").isEqualTo(100);
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    @Test
    void shouldOweNothingTwiceWhenFeesArePaidOrTheOneBeforeIsGone() {
        open(PRICE, FEE);
        desk.tell(opened());
        buy("k1", 20_000);
        desk.elapsed = Duration.ofDays(40);
        FinalBalance last = desk.state.accounts()
                .finalBalance(ACCOUNT, "USD", Desk.RULES.rates(),
                        Desk.NOON.plus(desk.elapsed));
        assertThat(last.newDebtsMinor()).isEqualTo(Map.of("Fees until 2026-02-10", 100L));
        assertThat(last.owedMinor()).isEqualTo(100);
        assertThat(desk.say(AccountDesk.close("c", ACCOUNT, ""))).isEqualTo("STILL_OWES leaveDebts");
        assertThat(desk.say(new AccountCommand.CloseAccount(Desk.ANN, "c", ACCOUNT, Optional.empty(), true, "left")))
                .isEqualTo("DebtAdded AccountClosed Posted");
        desk.elapsed = Duration.ofDays(100);
        assertThat(desk.say(assign(METER, "new-one"))).isEqualTo("MeterAssigned CountersBegun");
        desk.tell(pay("k2", 20_000));
        assertThat(sale().sum(Kind.FIXED_CHARGE)).as("the month in which he came").isEqualTo(100);
        assertThat(desk.say(assign(METER, "third"))).as("a credit is under way").isEqualTo("CREDITS_OPEN meter");
    }

    @Test
    void shouldTakeFeesOutOfDepositAndWalletAsACustomerMovesOut() {
        open(PRICE, FEE);
        desk.tell(opened());
        buy("k1", 20_000);
        desk.tell(new AccountCommand.MoveMoney(Desk.ANN, "d", ACCOUNT,
                MoneyMove.DEPOSIT_TAKEN, "", usd(500), ""));
        desk.elapsed = Duration.ofDays(40);
        assertThat(desk.say(AccountDesk.close("c", ACCOUNT, "")))
                .isEqualTo("DebtAdded AccountClosed MoneyMoved MoneyMoved Posted");
        assertThat(desk.balance(AccountType.REVENUE, "plan fees")).isEqualTo(200);
        assertThat(desk.balance(AccountType.ARREARS, ACCOUNT)).isZero();
        assertThat(desk.balance(AccountType.DEPOSIT, ACCOUNT)).isZero();
        assertThat(desk.state.debtsOf(ACCOUNT)).isEmpty();
    }

    @Test
    void shouldCarryNothingOverToAnotherService() {
        open(PRICE, FEE);
        buy("k1", 20_000);
        assertThat(desk.say(replace("w1", Unit.LITRE, true))).isEqualTo("WRONG_UNIT newMeter.registerUnit");
        assertThat(desk.say(replace("w1", Unit.LITRE, false))).isEqualTo("MeterRegistered MeterReplaced");
        assertThat(meter("w1").seldom().sales()).isEmpty();
    }

    private static Command opened() {
        return AccountDesk.save(AccountDesk.account(ACCOUNT, "", "", AccountTerms.STANDARD));
    }

    /** All the way into the meter. */
    private Sale buy(String key, long minor) {
        desk.tell(Desk.reading(1, 0, 0));
        assertThat(desk.say(pay(key, minor))).contains("CreditOrdered");
        Sale sale = sale();
        String credit = credit().creditId();
        long units = credit().amount().value();
        desk.tell(Desk.start(credit));
        desk.tell(Desk.settle(credit, 1, Command.Answer.ACCEPTED));
        desk.tell(Desk.reading(2, 0, units));
        return sale;
    }

    private static Command replace(String newMeter, Unit unit, boolean carryOver) {
        return new Command.ReplaceMeter(Desk.ANN, "rep-" + newMeter, METER, new Command.RegisterMeter(Desk.ANN,
                newMeter, ACCOUNT, unit, unit), Optional.empty(), carryOver, "worn");
    }

    private MeterState meter(String name) {
        return Objects.requireNonNull(desk.state.meters.get(name));
    }
}

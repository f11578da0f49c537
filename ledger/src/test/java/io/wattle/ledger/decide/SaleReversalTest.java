package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.ARREARS;
import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.WALLET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import io.wattle.ledger.vending.Sale;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A sale that is given back did not happen: what it paid is owed again, and the next one is priced as if it had not been. */
class SaleReversalTest extends PlanSaleDesk {
    private static final Debt METER_DEBT = Debt.whole("meter", LocalDate.of(2025, 6, 1));
    private static final Debt LOAN = new Debt("loan", LocalDate.of(2025, 7, 1), 200_000, Debt.NO_MAXIMUM, 1);

    @Test
    void shouldOweAgainWhatTheSalePaidOffF112() {
        open(PRICE, VAT, FEE);
        desk.tell(debt("d1", METER_DEBT, 300));
        desk.tell(debt("d2", LOAN, 10_000));
        desk.tell(Desk.pay("p", 5_000));
        String first = paymentId();
        Sale sale = sale();
        assertThat(desk.balance(ARREARS, ACCOUNT)).isGreaterThan(-10_300);
        table(TillDesk.reverse("r", first), "SaleReversed CreditFailed Posted Posted");
        assertThat(desk.balance(ARREARS, ACCOUNT)).isEqualTo(-10_300);
        assertNothingIsLeft();
        desk.tell(Desk.pay("again", 5_000));
        assertThat(sale()).as("the fee, the debts and the block counter are where they were").isEqualTo(sale);
    }

    @Test
    void shouldGiveBackWhatOnlyPaidDebtsAndFees() {
        open(PRICE, VAT, FEE);
        desk.tell(debt("d1", METER_DEBT, 300));
        desk.tell(keep("p", 415));
        assertThat(desk.balance(WALLET, ACCOUNT)).isZero();
        table(TillDesk.reverse("r", paymentId()), "SaleReversed Posted");
        assertThat(desk.balance(ARREARS, ACCOUNT)).isEqualTo(-300);
        assertNothingIsLeft();
    }

    @Test
    void shouldGiveBackOverItsChannelWhatNoShiftTookAndOnceOnly() {
        open(PRICE);
        desk.tell(Desk.pay("p", 500));
        String payment = paymentId();
        assertThat(desk.balance(CASH, "api")).isEqualTo(-500);
        table(new TillCommand.ReverseSale(Desk.ANN, "r0", payment, Optional.empty(), "mine"),
                "NOT_A_SUPERVISOR person");
        table(TillDesk.reverse("r1", payment), "SaleReversed CreditFailed Posted Posted");
        table(TillDesk.reverse("r2", payment), "SALE_REVERSED saleId");
        assertNothingIsLeft();
    }

    @Test
    void shouldNotPayOutWhatTheCustomerHasSpentEvenIfHeMayOwe() {
        open(PRICE);
        desk.tell(keep("p", 5_000));
        String payment = paymentId();
        desk.tell(Desk.overdraft("o", 8_000));
        desk.tell(convert("c", new Conversion.All()));
        table(TillDesk.reverse("r", payment), "BALANCE_TOO_LOW saleId");
        assertThat(desk.balance(WALLET, ACCOUNT)).isZero();
    }

    @Test
    void shouldOweAgainWhatTheWalletOwedBefore() {
        open(PRICE);
        desk.tell(Desk.overdraft("o", 8_000));
        desk.tell(Desk.correct("c", 1, -300));
        desk.tell(keep("p", 1_000));
        table(TillDesk.reverse("r", paymentId()), "SaleReversed Posted");
        assertThat(desk.balance(WALLET, ACCOUNT)).isEqualTo(-300);
    }

    @Test
    void shouldNotTakeAFeeFromUnderALaterSale() {
        open(PRICE, FEE);
        desk.tell(keep("p1", 500));
        String first = paymentId();
        desk.elapsed = Duration.ofDays(40);
        desk.tell(keep("p2", 500));
        String second = paymentId();
        table(TillDesk.reverse("r1", first), "WRONG_STATE saleId");
        table(TillDesk.reverse("r2", second), "SaleReversed Posted");
        table(TillDesk.reverse("r3", first), "SaleReversed Posted");
        assertNothingIsLeft();
    }

    @Test
    void shouldGiveBackToWhoPaidAlsoWhenAnotherHasTheMeterByThen() {
        open(PRICE);
        desk.tell(Desk.reading(1, 0, 0));
        desk.tell(Desk.pay("p", 1_000));
        String payment = paymentId();
        long units = credit().amount().value();
        desk.tell(Desk.start(credit().creditId()));
        desk.tell(Desk.reading(2, 0, units));
        desk.tell(new Command.AnnounceAct(Desk.ANN, "act", Desk.METER, Command.Act.ADJUSTMENT,
                Optional.of(new Energy(-units)), "sold to the wrong meter"));
        desk.tell(Desk.reading(3, 0, 0));
        table(new PremisesCommand.AssignMeter(Desk.ANN, Desk.METER, "new-one", "moves in"),
                "MeterAssigned CountersBegun");
        table(TillDesk.reverse("r", payment), "SaleReversed Posted Posted");
        assertThat(desk.balance(WALLET, "new-one")).isZero();
        assertNothingIsLeft();
    }

    /** Whatever was sold: given back in the opposite order, nothing is left of it. */
    @Property(tries = 200)
    void shouldLeaveNothingOfAnySales(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 9_000) Integer> sums,
            @ForAll boolean hasDebts, @ForAll boolean keeps) {
        SaleReversalTest one = new SaleReversalTest();
        one.open(PRICE, VAT, FEE);
        if (hasDebts) {
            one.desk.tell(debt("d1", METER_DEBT, 700));
            one.desk.tell(debt("d2", LOAN, 2_000));
        }
        ArrayDeque<String> sold = new ArrayDeque<>();
        for (int i = 0; i < sums.size(); i++) {
            Command pay = keeps && i % 2 == 0 ? keep("p" + i, sums.get(i)) : Desk.pay("p" + i, sums.get(i));
            if (one.desk.tell(pay) instanceof Decision.Accept) {
                sold.push(one.paymentId());
            }
        }
        for (String payment : sold) {
            assertThat(one.desk.say(TillDesk.reverse("r" + payment, payment))).startsWith("SaleReversed");
        }
        assertThat(one.desk.balance(ARREARS, ACCOUNT)).isEqualTo(hasDebts ? -2_700 : 0);
        one.assertNothingIsLeft();
    }

    private String paymentId() {
        return last(Fact.PaymentTaken.class).paymentId();
    }

    private void assertNothingIsLeft() {
        assertThat(desk.balance(WALLET, ACCOUNT)).isZero();
        assertThat(desk.balance(CASH, "api")).isZero();
        assertThat(desk.balance(REVENUE, "plan")).isZero();
        assertThat(desk.balance(REVENUE, "plan fees")).isZero();
        assertThat(desk.balance(TAX_PAYABLE, "VAT")).isZero();
        assertThat(desk.balance(CREDIT_IN_TRANSIT, Desk.METER)).isZero();
    }
}

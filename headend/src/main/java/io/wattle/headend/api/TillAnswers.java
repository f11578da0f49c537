package io.wattle.headend.api;

import io.wattle.headend.store.TillRows.MovementRow;
import io.wattle.headend.store.TillRows.ShiftRow;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.ShiftStatus;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.VendorStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the API says about tills. Amounts in minor units. */
final class TillAnswers {

    private TillAnswers() {}

    /** What was declared or counted has one; a commission alone has none. */
    private static String tenderOf(MovementRow row) {
        return Objects.requireNonNull(row.tender());
    }

    record SumAnswer(String tender, String currency, long amountMinor) {
        static SumAnswer of(TenderSum sum) {
            return new SumAnswer(sum.tender().name(), sum.amount().currency(), sum.amount().amountMinor());
        }

        static SumAnswer of(MovementRow row) {
            return new SumAnswer(tenderOf(row), row.currency(), row.amountMinor());
        }
    }

    record CountAnswer(String tender, String currency, long expectedMinor, long countedMinor, long differenceMinor) {
        static CountAnswer of(MovementRow row) {
            return new CountAnswer(tenderOf(row), row.currency(), row.expectedMinor(), row.amountMinor(),
                    row.amountMinor() - row.expectedMinor());
        }
    }

    /** What should be in the drawer is in no answer before it was counted: who declares and who counts does not know it. */
    record ShiftAnswer(String shiftId, String till, String cashier, @Nullable String vendor, String status,
            Instant openedAt, @Nullable Instant closedAt, @Nullable Instant countedAt, @Nullable String countedBy,
            List<ShiftMoney> money, List<SumAnswer> declared, List<CountAnswer> counts) {

        static ShiftAnswer of(ShiftStatus shift) {
            return new ShiftAnswer(shift.shiftId(), shift.till(), shift.cashier(), shift.vendor().orElse(null),
                    shift.closed() ? "CLOSED" : "OPEN", shift.openedAt(), null, null, null, shift.money(),
                    shift.declared().stream().map(SumAnswer::of).toList(), List.of());
        }

        /** One that has ended. */
        static ShiftAnswer of(ShiftRow row, List<MovementRow> ends) {
            return new ShiftAnswer(row.shiftId(), row.till(), row.cashier(), row.vendor(),
                    row.countedAt() == null ? "CLOSED" : "COUNTED", row.openedAt(), row.closedAt(), row.countedAt(),
                    row.countedBy(), List.of(),
                    ends.stream().filter(end -> end.kind().equals("DECLARED")).map(SumAnswer::of).toList(),
                    ends.stream().filter(end -> end.kind().equals("COUNTED")).map(CountAnswer::of).toList());
        }
    }

    record MoneyAnswer(long amountMinor, String currency) {
        static MoneyAnswer of(Money money) {
            return new MoneyAnswer(money.amountMinor(), money.currency());
        }
    }

    record VendorAnswer(String vendor, int commissionBasisPoints, List<MoneyAnswer> floats,
            List<MoneyAnswer> commissions) {
        static VendorAnswer of(VendorStatus vendor) {
            return new VendorAnswer(vendor.vendor(), vendor.commissionBasisPoints(),
                    vendor.floats().stream().map(MoneyAnswer::of).toList(),
                    vendor.commissions().stream().map(MoneyAnswer::of).toList());
        }
    }

    /** What was given back, and what the sale had paid of fees and debts and stays paid. */
    record ReversalAnswer(String paymentId, long refundMinor, String currency, long sequence) {}
}

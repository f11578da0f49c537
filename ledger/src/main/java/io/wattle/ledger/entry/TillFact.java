package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderCount;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillSale;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about the till. The money itself is posted beside it.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface TillFact extends Fact.OfLedger {

    record ShiftOpened(String shiftId, String till, String cashier, Optional<String> vendor, List<ShiftMoney> money)
            implements
                TillFact {

        public ShiftOpened {
            money = List.copyOf(money);
        }
    }

    /** Cash came into the drawer, or left it if the change is below zero. */
    record FloatMoved(String shiftId, Money change, String reason) implements TillFact {}

    /**
     * It takes no more. A vendor's has ended with it.
     *
     * @param declared what its cashier says that he has
     */
    record ShiftClosed(String shiftId, List<TenderSum> declared) implements TillFact {

        public ShiftClosed {
            declared = List.copyOf(declared);
        }
    }

    /** It has ended; what it had is in the vault. */
    record ShiftCounted(String shiftId, String cashier, List<TenderSum> counted, List<TenderCount> counts)
            implements
                TillFact {

        public ShiftCounted {
            counted = List.copyOf(counted);
            counts = List.copyOf(counts);
        }
    }

    /**
     * The payment, or the activation of cards, beside this was taken in a shift.
     *
     * @param sale as it can be given back
     */
    record TenderTaken(TillSale sale) implements TillFact {}

    record VendorSet(String vendor, int commissionBasisPoints) implements TillFact {}

    record VendorToppedUp(String vendor, Money amount, Tender tender, Optional<String> reference)
            implements
                TillFact {}

    /**
     * A sale was given back.
     *
     * @param sale as it was taken
     * @param shiftId the shift that was named to hand the money back
     * @param refund how much; what the sale paid of fees and debts is not in it
     * @param unitsFromMeter as many units as an engineer's act had taken out of the meter; 0 if they never were in it
     * @param reason in words
     */
    record SaleReversed(TillSale sale, Optional<String> shiftId, Money refund, long unitsFromMeter, String reason)
            implements
                TillFact {

        /** What the vendor gives back of his commission: as large a part of it as the refund is of the sale, rounded down. */
        public long commissionBackMinor() {
            return BigInteger.valueOf(sale.commissionMinor())
                    .multiply(BigInteger.valueOf(refund.amountMinor()))
                    .divide(BigInteger.valueOf(sale.amount().amountMinor()))
                    .longValueExact();
        }

        /** The shift that handed the money back. */
        public String paidBy() {
            return shiftId.orElse(sale.shiftId());
        }
    }
}

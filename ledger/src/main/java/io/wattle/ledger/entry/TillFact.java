package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderCount;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillSale;
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

    /**
     * The money beside this, of an account and no sale, went into the drawer of a shift, or out of it.
     *
     * @param changes of each currency; below zero for what went out, none if nothing was left to pay out
     */
    record AccountMoneyHandled(String shiftId, String account, Tender tender, Optional<String> reference,
            List<Money> changes) implements TillFact {

        public AccountMoneyHandled {
            changes = List.copyOf(changes);
        }
    }

    record VendorSet(String vendor, int commissionBasisPoints) implements TillFact {}

    record VendorToppedUp(String vendor, Money amount, Tender tender, Optional<String> reference)
            implements
                TillFact {}

    /**
     * A sale was given back, all of it: what it paid of debts and fees is owed again.
     *
     * @param meter that was sold for
     * @param account that paid
     * @param sale the shift's part, if it was taken in one
     * @param shiftId the shift that was named to hand the money back
     * @param amount how much
     * @param unitsFromMeter as many units as an engineer's act had taken out of the meter; 0 if they never were in it
     * @param reason in words
     */
    record SaleReversed(String saleId, String meter, String account, Optional<TillSale> sale,
            Optional<String> shiftId, Money amount, long unitsFromMeter, String reason) implements TillFact {

        /** What the vendor gives back of his commission; zero if no vendor sold it. */
        public Money commission() {
            return new Money(sale.map(TillSale::commissionMinor).orElse(0L), amount.currency());
        }

        public Optional<String> vendor() {
            return sale.flatMap(TillSale::vendor);
        }

        /** As what it goes back: as it was taken in a shift, else as cash. */
        public Tender tender() {
            return sale.map(TillSale::tender).orElse(Tender.CASH);
        }

        /** The shift that handed the money back; empty if it went back over its channel. */
        public Optional<String> paidBy() {
            return shiftId.or(() -> sale.map(TillSale::shiftId));
        }
    }
}

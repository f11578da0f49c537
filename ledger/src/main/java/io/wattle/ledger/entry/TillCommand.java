package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillTender;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger can be asked to do at the till. By hand only. "Supervisor": one of the rules' supervisors.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface TillCommand extends Command.OfLedger {

    /** Idempotency key, as for {@link Command.TakePayment}. */
    String key();

    /**
     * Opens a shift. A cashier's is opened by a supervisor, who hands the float out of the vault; a vendor's by the person
     * who sells for him.
     *
     * @param till the point of sale, 1..64 characters; like the cashier it has one open shift at most
     * @param cashier who sells in it, and nobody else
     * @param vendor for a vendor's shift: his float pays for what is sold
     * @param money 1..8 currencies
     */
    record OpenShift(Origin origin, String key, String till, String cashier, Optional<String> vendor,
            List<ShiftMoney> money) implements TillCommand {

        public OpenShift {
            money = List.copyOf(money);
        }
    }

    /**
     * A supervisor adds cash to a drawer, or lifts some into the vault.
     *
     * @param change above zero to add, below to lift
     * @param reason in words, not blank
     */
    record MoveFloat(Origin origin, String key, String shiftId, Money change, String reason) implements TillCommand {}

    /**
     * The cashier, or a supervisor in his place, ends the shift and says what he has, without having been told. What is not
     * said is nothing. A vendor's shift has then ended, and its commission goes into his float.
     *
     * @param declared 0..48, one of each tender and currency
     */
    record CloseShift(Origin origin, String key, String shiftId, List<TenderSum> declared) implements TillCommand {

        public CloseShift {
            declared = List.copyOf(declared);
        }
    }

    /**
     * A supervisor, not the cashier, counts what a closed shift has and takes it into the vault; what is too much or too
     * little is the cashier's difference.
     *
     * @param counted as for {@link CloseShift}
     */
    record CountShift(Origin origin, String key, String shiftId, List<TenderSum> counted) implements TillCommand {

        public CountShift {
            counted = List.copyOf(counted);
        }
    }

    /**
     * As {@link Command.TakePayment}, or as {@link Command.PayIntoWallet} if it is kept, in a shift of whoever asks.
     *
     * @param meter as there
     * @param tender above zero
     */
    record TakeAtTill(Origin origin, String key, String meter, Money tender, boolean keep, TillTender how)
            implements
                TillCommand {}

    /**
     * As the activation of cards itself, in a shift of the cashier whom it names.
     *
     * @param reference as in {@link TillTender}
     */
    record ActivateAtTill(CardCommand.ActivateCards cards, String shiftId, Optional<String> reference)
            implements
                TillCommand {

        @Override
        public Origin origin() {
            return cards.origin();
        }

        @Override
        public String key() {
            return cards.key();
        }
    }

    /**
     * A supervisor makes a vendor known, or changes what he earns from now on.
     *
     * @param commissionBasisPoints of each sale, rounded half up in minor units; 0..10,000
     */
    record SetVendor(Origin origin, String key, String vendor, int commissionBasisPoints) implements TillCommand {}

    /**
     * Money is taken or paid out on an account, in a shift of whoever asks: it goes into the drawer, within the shift's limits,
     * or out of what the drawer has of that tender.
     *
     * @param money a move that cash comes in by, or goes out by
     */
    record MoveAtTill(AccountCommand.MoveMoney money, TillTender how) implements TillCommand {

        @Override
        public Origin origin() {
            return money.origin();
        }

        @Override
        public String key() {
            return money.key();
        }
    }

    /**
     * A customer moves out, and what is left is paid out of the drawer of a shift of whoever asks.
     *
     * @param closing with nobody to transfer to
     */
    record CloseAtTill(AccountCommand.CloseAccount closing, TillTender how) implements TillCommand {

        @Override
        public Origin origin() {
            return closing.origin();
        }

        @Override
        public String key() {
            return closing.key();
        }
    }

    /** A supervisor takes a vendor's prepayment into the vault. */
    record TopUpVendor(Origin origin, String key, String vendor, Money amount, Tender tender,
            Optional<String> reference) implements TillCommand {}

    /**
     * A supervisor gives a sale back: its units, and of the money what they cost and what stayed in the wallet. What it paid
     * of fees and debts stays paid. Refused once the units are in the meter, or may be, unless an engineer's act has taken
     * as many out of it since.
     *
     * @param saleId the payment
     * @param shiftId the shift that hands the money back; empty for the one that took it
     * @param reason in words, not blank
     */
    record ReverseSale(Origin origin, String key, String saleId, Optional<String> shiftId, String reason)
            implements
                TillCommand {}
}

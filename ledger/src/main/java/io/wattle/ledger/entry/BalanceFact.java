package io.wattle.ledger.entry;

import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.Share;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What was decided about balances that live here.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface BalanceFact extends Fact.OfLedger {

    /** The meter that it is about. */
    String meter();

    /**
     * The balance lives here.
     *
     * @param unit a currency, or the unit of the register
     * @param firstDay the first day that a daily charge is taken for
     */
    record BalanceKept(String meter, Unit unit, ZoneId zone, LocalDate firstDay) implements BalanceFact {}

    /** A reading that usage is counted from; estimates that it makes needless are forgotten. */
    record UsageRead(String meter, UsagePoint point) implements BalanceFact {}

    /** What was deducted before is given back, for it is priced anew; it happened, and stays in the journal. */
    record DeductionsReversed(String meter, List<String> deductionIds) implements BalanceFact {
        public DeductionsReversed {
            deductionIds = List.copyOf(deductionIds);
        }
    }

    record UsageDeducted(String meter, Deduction deduction) implements BalanceFact {}

    /**
     * Daily charges.
     *
     * @param day that they are for
     * @param next the first day after it that may have some
     * @param total with taxes; zero if there are none until {@code next}
     * @param shares who gets it
     */
    record DayCharged(String meter, LocalDate day, LocalDate next, Money total, List<Share> shares)
            implements
                BalanceFact {
        public DayCharged {
            shares = List.copyOf(shares);
        }
    }

    /**
     * A payment reached the balance.
     *
     * @param amount what is left of it when all is taken that was due; zero if nothing is
     */
    record BalancePaid(String meter, String paymentId, Quantity amount) implements BalanceFact {}

    /**
     * The balance rose without a payment, by the authority of whom the entry is by.
     *
     * @param owed what is to be paid back for it, in minor units; zero if nothing is
     */
    record CreditGranted(String meter, String grantId, GrantKind kind, Quantity amount, long owed, String reason)
            implements
                BalanceFact {}

    record WarningDaysSet(String meter, int days) implements BalanceFact {}

    /**
     * The meter is to let so much through and no more.
     *
     * @param perHour Wh or l an hour
     * @param normal whether that is what a meter that is paid for lets through
     */
    record LimitOrdered(String meter, long perHour, boolean normal, String reason) implements BalanceFact {}

    /** What became of the limit that was ordered last; may be said again when it is something else. */
    record LimitAnswered(String meter, Command.Answer answer, String detail) implements BalanceFact {}

    /** The limit is wanted no more, and the meter never took it. */
    record LimitWithdrawn(String meter, String reason) implements BalanceFact {}
}

package io.wattle.ledger.tariff.usage;

import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.MinimumCharge;
import io.wattle.ledger.tariff.plan.PlanInForce;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fills each month that is over up to the minimum charge of the tariff that it ended with. A month is filled up if it was
 * counted from its beginning, all of it by tariffs with a minimum: nobody pays the whole for a part. For one thread.
 */
final class MonthMinimum {
    private final UsageBill bill;
    private YearMonth month;
    /** Whether the month that is reached next was counted from its beginning. */
    private boolean begins;
    private OptionalLong chargedNano;
    private Optional<PlanInForce> last = Optional.empty();

    MonthMinimum(UsageBill bill, OptionalLong chargedNano, YearMonth month, boolean begins) {
        this.bill = bill;
        this.chargedNano = chargedNano;
        this.month = month;
        this.begins = begins;
    }

    /** Units of that price come next. */
    void reach(UsageSplit.Price price) {
        YearMonth next = price.month();
        if (next.getYear() != 0 && !next.equals(month)) {
            fillUp();
            month = next;
            begins = true;
        }
        if (price.plan().minimum().isEmpty()) {
            chargedNano = OptionalLong.empty();
        } else if (begins && chargedNano.isEmpty()) {
            chargedNano = OptionalLong.of(0);
        }
        begins = false;
        last = Optional.of(price.plan());
    }

    void add(long nano) {
        if (chargedNano.isPresent()) {
            chargedNano = OptionalLong.of(Math.addExact(chargedNano.getAsLong(), nano));
        }
    }

    /** The interval ends where that month is, or begins. */
    void end(YearMonth reached) {
        if (!reached.equals(month)) {
            boolean goesOn = last.flatMap(PlanInForce::minimum).isPresent();
            fillUp();
            chargedNano = goesOn ? OptionalLong.of(0) : OptionalLong.empty();
        }
    }

    OptionalLong chargedNano() {
        return chargedNano;
    }

    private void fillUp() {
        Optional<MinimumCharge> minimum = last.flatMap(PlanInForce::minimum);
        if (minimum.isPresent() && chargedNano.isPresent()) {
            long missing = Math.multiplyExact(minimum.get().monthMinor(), Exact.PER_MINOR) - chargedNano.getAsLong();
            if (missing > 0) {
                bill.fillUp(last.get(), month, missing);
            }
        }
        chargedNano = OptionalLong.empty();
    }
}

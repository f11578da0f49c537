package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.UnitPrice;
import io.wattle.ledger.token.TokenAmounts;

/**
 * The most units that money buys: the price itself is asked, so that both directions cannot disagree.
 */
final class UnitSearch {
    /** Far above any sale: a thousand million kWh or m3. */
    private static final long UNITS_MAX = 1_000_000_000_000L;
    /** A kWh, or a hundred with a token: dear enough that rounding does not lead astray. */
    private static final long FIRST_GUESS = 1_000;
    private static final int GUESSES = 2;

    private final Bill bill;
    private final SaleContext.Step step;
    private final long fixed;
    private final long budget;

    UnitSearch(Bill bill, SaleContext.Step step, long fixed, long budget) {
        this.bill = bill;
        this.step = step;
        this.fixed = fixed;
        this.budget = budget;
    }

    /** Where all units have the price of the block they reach, the highest block that can be reached is the best. */
    long most(UnitPrice price) {
        if (!(price instanceof BlockPrice blocks) || blocks.method() == BlockPrice.Method.MARGINAL) {
            return mostUpTo(UNITS_MAX);
        }
        for (int i = blocks.blocks().size() - 1; i > 0; i--) {
            long beyond = blocks.fromUnits(i) - bill.start();
            long found = beyond >= UNITS_MAX ? 0 : mostBetween(Math.max(0, beyond), endOf(blocks, i));
            if (found > 0) {
                return found;
            }
        }
        return mostBetween(0, endOf(blocks, 0));
    }

    private long endOf(BlockPrice blocks, int index) {
        return Math.min(UNITS_MAX, blocks.blocks().get(index).toUnits() - bill.start());
    }

    /** The most units above {@code beyond} and up to {@code most}; 0 if the money does not reach there. */
    private long mostBetween(long beyond, long most) {
        if (most <= beyond) {
            return 0;
        }
        long found = units(between(stepsIn(beyond), stepsIn(most) + 1));
        return found > beyond && bill.total(found, fixed, Lines.NONE) <= budget ? found : 0;
    }

    /**
     * Guesses by what the last guess cost, as if all units cost the same: where nearly all do, the second guess is all but
     * right, and a few looks beside it end the search.
     */
    private long mostUpTo(long most) {
        long last = stepsIn(most);
        long nothing = bill.total(0, fixed, Lines.NONE);
        long guess = Math.min(last, FIRST_GUESS);
        for (int i = 0; i < GUESSES; i++) {
            long cost = bill.total(units(guess), fixed, Lines.NONE) - nothing;
            boolean tooFar = Math.multiplyHigh(guess, budget - nothing) != 0;
            if (cost <= 0 || tooFar) {
                break; // free units, or more money than anybody pays: then it only takes more looks
            }
            guess = Math.clamp(guess * (budget - nothing) / cost, 0, last);
        }
        return units(isPaid(guess) ? above(guess, last) : below(guess));
    }

    /** The last that is paid, from one that is. */
    private long above(long paid, long last) {
        long good = paid;
        long step = 1;
        while (good + step <= last && isPaid(good + step)) {
            good += step;
            step *= 2;
        }
        return between(good, Math.min(good + step, last + 1));
    }

    /** The last that is paid, from one that is not; none is if not even one is. */
    private long below(long unpaid) {
        long bad = unpaid;
        long step = 1;
        while (bad - step > 0 && !isPaid(bad - step)) {
            bad -= step;
            step *= 2;
        }
        return between(Math.max(0, bad - step), bad);
    }

    private long between(long paid, long unpaid) {
        long good = paid;
        long bad = unpaid;
        while (bad - good > 1) {
            long middle = (good + bad) >>> 1;
            if (isPaid(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private boolean isPaid(long steps) {
        return bill.total(units(steps), fixed, Lines.NONE) <= budget;
    }

    private long units(long steps) {
        return switch (step) {
            case TOKEN -> TokenAmounts.atMost(steps * TokenAmounts.TENTH_UNITS);
            case ONE -> steps;
        };
    }

    private long stepsIn(long units) {
        return switch (step) {
            case TOKEN -> Math.min(units, TokenAmounts.UNITS_MAX) / TokenAmounts.TENTH_UNITS;
            case ONE -> units;
        };
    }

    /** Whether exactly so many units can be sold. */
    static boolean isSaleable(SaleContext.Step step, long units) {
        return units >= 0 && units <= Exact.AMOUNT_MAX && units <= UNITS_MAX
                && (step == SaleContext.Step.ONE || TokenAmounts.atMost(units) == units);
    }
}

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
        long good = stepsIn(beyond);
        long bad = stepsIn(most) + 1;
        while (bad - good > 1) {
            long middle = (good + bad) >>> 1;
            if (isPaid(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        long found = units(good);
        return found > beyond && bill.total(found, fixed, Lines.NONE) <= budget ? found : 0;
    }

    /** Looks at twice as much until it is too much, so that small sales need few looks. */
    private long mostUpTo(long most) {
        long bad = 1;
        long last = stepsIn(most);
        while (bad <= last && isPaid(bad)) {
            bad *= 2;
        }
        bad = Math.min(bad, last + 1);
        long good = bad / 2;
        while (bad - good > 1) {
            long middle = (good + bad) >>> 1;
            if (isPaid(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return units(good);
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

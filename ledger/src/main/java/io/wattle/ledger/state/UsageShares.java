package io.wattle.ledger.state;

import io.wattle.ledger.balance.Carry;
import io.wattle.ledger.balance.Carry.TaxCarry;
import io.wattle.ledger.balance.Share;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.tariff.usage.UsageCost;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares a price out between the state and the utility, in whole minor units. Each tax carries on what it was rounded by, so
 * that however short the intervals are no tax is lost; revenue is what is left. For one use. For the ledger thread.
 */
public final class UsageShares {
    private static final int LINES_MAX = 24;
    /** Beyond it a plan is no plan: 32 components are far more than any has. */
    private static final int TAXES_MAX = 16;
    private static final int TARIFFS_MAX = 8;
    private final Map<String, Long> taxes = new LinkedHashMap<>();
    private final Map<String, Long> revenue = new LinkedHashMap<>();
    private final UsageCost cost;

    /** With what the next interval depends on. */
    public record All(List<Share> shares, Carry after) {}

    public UsageShares(UsageCost cost, Carry before) {
        this.cost = cost;
        before.taxes().forEach(tax -> taxes.put(tax.tax(), tax.nano()));
        for (UsageLine line : cost.lines()) {
            switch (line.kind()) {
                case TAX -> taxes.merge(line.name(), line.exactNano(), Math::addExact);
                case INCLUDED_TAX -> {
                    taxes.merge(line.name(), line.exactNano(), Math::addExact);
                    revenue.merge(tariff(line), -line.exactNano(), Math::addExact);
                }
                case UNITS, SCARCITY, DISCOUNT, SEWERAGE, CHANNEL_FEE, ARREARS, EMERGENCY_CREDIT, FIXED_CHARGE,
                        MINIMUM_CHARGE, WALLET, FREE_UNITS ->
                    revenue.merge(tariff(line), line.exactNano(), Math::addExact);
            }
        }
    }

    /** Empty if there are more of them than are kept apart. */
    public Optional<All> all() {
        if (taxes.size() > TAXES_MAX || revenue.size() > TARIFFS_MAX) {
            return Optional.empty();
        }
        List<Share> shares = new ArrayList<>();
        List<TaxCarry> after = new ArrayList<>();
        long left = cost.chargedMinor();
        for (Map.Entry<String, Long> tax : taxes.entrySet()) {
            long minor = rounded(tax.getValue());
            left -= share(shares, true, tax.getKey(), minor);
            long carry = tax.getValue() - minor * Exact.PER_MINOR;
            if (carry != 0) {
                after.add(new TaxCarry(tax.getKey(), carry));
            }
        }
        int place = 0;
        for (Map.Entry<String, Long> one : revenue.entrySet()) {
            place++;
            left -= share(shares, false, one.getKey(), place == revenue.size() ? left : rounded(one.getValue()));
        }
        return left == 0
                ? Optional.of(new All(shares, new Carry(cost.monthUnits(), cost.carryNano(), after, cost.monthNano())))
                : Optional.empty();
    }

    private static long share(List<Share> shares, boolean isTax, String owner, long minor) {
        if (minor != 0) {
            shares.add(new Share(isTax, owner, minor));
        }
        return minor;
    }

    /** Half up. */
    public static long rounded(long nano) {
        return Math.floorDiv(Math.addExact(nano, Exact.PER_MINOR / 2), Exact.PER_MINOR);
    }

    /** The lines of the same price as one; if there are too many, those of the same kind. */
    public static List<UsageLine> lines(UsageCost cost) {
        Map<List<Object>, UsageLine> same = new LinkedHashMap<>();
        for (UsageLine line : cost.lines()) {
            same.merge(List.of(line.tariff(), line.kind(), line.name(), line.rate()), line, UsageShares::sum);
        }
        if (same.size() <= LINES_MAX) {
            return List.copyOf(same.values());
        }
        Map<Kind, UsageLine> kinds = new LinkedHashMap<>();
        same.values()
                .forEach(line -> kinds.merge(line.kind(),
                        new UsageLine("", line.kind(), "several", line.units(), 0, line.exactNano()),
                        UsageShares::sum));
        return List.copyOf(kinds.values());
    }

    private static UsageLine sum(UsageLine one, UsageLine other) {
        return new UsageLine(one.tariff(), one.kind(), one.name(), one.units() + other.units(), one.rate(),
                Math.addExact(one.exactNano(), other.exactNano()));
    }

    /** Without the version: all versions of a tariff earn the same revenue. A rate has no version. */
    private static String tariff(UsageLine line) {
        int space = line.tariff().lastIndexOf(' ');
        boolean hasVersion = space > 0 && line.tariff().substring(space + 1).chars().allMatch(Character::isDigit);
        return hasVersion ? line.tariff().substring(0, space) : line.tariff();
    }
}

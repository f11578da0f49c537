package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.sale.SaleContext.Balance;
import io.wattle.ledger.tariff.sale.SaleContext.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a {@link SaleContext} together; what is not said is nothing. For one thread. */
public final class SaleContextBuilder {
    private final Instant at;
    private final String customerClass;
    private String subClass = "";
    private String channel = "";
    private Balance balance = Balance.UNITS;
    private Step step = Step.TOKEN;
    private Set<String> agreedDiscounts = Set.of();
    private long unitsThisMonth;
    private long unitsToday;
    private long tenderedTodayMinor;
    private long chargedThisMonthMinor;
    private long minimumPaidMinor;
    private Map<String, Long> discountsThisMonthMinor = Map.of();
    private long freeUnits;
    private List<FixedDue> fixedDue = List.of();
    private List<ArrearsItem> arrears = List.of();
    private long recoveredMinor;
    private long emergencyUsedMinor;

    SaleContextBuilder(Instant at, String customerClass) {
        this.at = at;
        this.customerClass = customerClass;
    }

    public SaleContextBuilder subClass(String name) {
        subClass = name;
        return this;
    }

    public SaleContextBuilder channel(String name) {
        channel = name;
        return this;
    }

    public SaleContextBuilder balance(Balance where) {
        balance = where;
        return this;
    }

    public SaleContextBuilder step(Step amounts) {
        step = amounts;
        return this;
    }

    public SaleContextBuilder agreed(Set<String> discounts) {
        agreedDiscounts = discounts;
        return this;
    }

    /** Bought before: this calendar month, and of these today. */
    public SaleContextBuilder bought(long monthUnits, long dayUnits) {
        unitsThisMonth = monthUnits;
        unitsToday = dayUnits;
        return this;
    }

    public SaleContextBuilder tenderedToday(long minor) {
        tenderedTodayMinor = minor;
        return this;
    }

    public SaleContextBuilder chargedThisMonth(long minor) {
        chargedThisMonthMinor = minor;
        return this;
    }

    public SaleContextBuilder minimumPaid(long minor) {
        minimumPaidMinor = minor;
        return this;
    }

    public SaleContextBuilder discountsThisMonth(Map<String, Long> minorByName) {
        discountsThisMonthMinor = minorByName;
        return this;
    }

    public SaleContextBuilder freeUnits(long units) {
        freeUnits = units;
        return this;
    }

    public SaleContextBuilder fixedDue(List<FixedDue> charges) {
        fixedDue = charges;
        return this;
    }

    /** What is owed, and what was recovered of it this period before. */
    public SaleContextBuilder arrears(List<ArrearsItem> items, long recovered) {
        arrears = items;
        recoveredMinor = recovered;
        return this;
    }

    public SaleContextBuilder emergencyUsed(long minor) {
        emergencyUsedMinor = minor;
        return this;
    }

    /** The context. */
    public SaleContext build() {
        return new SaleContext(at, customerClass, subClass, channel, balance, step, agreedDiscounts, unitsThisMonth,
                unitsToday,
                tenderedTodayMinor, chargedThisMonthMinor, minimumPaidMinor, discountsThisMonthMinor, freeUnits,
                fixedDue,
                arrears, recoveredMinor, emergencyUsedMinor);
    }
}

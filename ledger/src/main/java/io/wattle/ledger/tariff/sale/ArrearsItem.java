package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.plan.Exact;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A debt that payments recover.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param name on the receipt
 * @param dueMinor what is owed
 * @param ppm share of each payment; the whole is taken first, by age
 * @param mostMinor what is left of its cap for the period
 * @param priority among those of the same kind, the lowest first
 */
public record ArrearsItem(String name, LocalDate since, long dueMinor, long ppm, long mostMinor, int priority) {
    /** Whole ones first, then by priority and age. */
    static final Comparator<ArrearsItem> ORDER = Comparator
            .comparing((ArrearsItem item) -> item.ppm != Exact.WHOLE_PPM)
            .thenComparingInt(ArrearsItem::priority)
            .thenComparing(ArrearsItem::since);

    public ArrearsItem {
        if (dueMinor < 0 || dueMinor > Exact.AMOUNT_MAX || mostMinor < 0 || ppm < 0 || ppm > Exact.WHOLE_PPM) {
            throw new IllegalArgumentException("dueMinor and mostMinor must not be below zero and ppm 0..1000000: "
                    + dueMinor + ", " + mostMinor + ", " + ppm);
        }
    }

    /** All of it, as soon as anything is paid. */
    public static ArrearsItem whole(String name, LocalDate since, long dueMinor) {
        return new ArrearsItem(name, since, dueMinor, Exact.WHOLE_PPM, Long.MAX_VALUE, 0);
    }

    /** What a payment gives to it if nothing else stands in the way. */
    long wanted(long paymentMinor) {
        return Math.min(Math.min(dueMinor, mostMinor), Exact.share(paymentMinor, ppm));
    }
}

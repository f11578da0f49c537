package io.wattle.ledger.tariff.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * What is due because time passes.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param amountMicro for one period, in millionths of a minor unit, above zero
 */
public record StandingFee(String name, long amountMicro, Period per) implements Component {
    /** Calendar periods in the utility's time zone; a week begins on Monday. The number (ordinal) goes into the journal. */
    public enum Period {
        DAY, WEEK, MONTH;

        /** The first day of the period that a day lies in. */
        public LocalDate startOf(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        /** The first day after it. */
        public LocalDate endOf(LocalDate day) {
            return switch (this) {
                case DAY -> day.plusDays(1);
                case WEEK -> startOf(day).plusWeeks(1);
                case MONTH -> startOf(day).plusMonths(1);
            };
        }

        long countFrom(LocalDate first, LocalDate last) {
            return switch (this) {
                case DAY -> last.toEpochDay() - first.toEpochDay();
                case WEEK -> (startOf(last).toEpochDay() - startOf(first).toEpochDay()) / 7;
                case MONTH -> (last.getYear() - first.getYear()) * 12L + last.getMonthValue()
                        - first.getMonthValue();
            };
        }
    }

    public StandingFee {
        Exact.named("name", name);
        Exact.within("amount", amountMicro, 1, RATE_MAX);
    }

    /**
     * Up front: what is due on a day for every period that has begun since the one last paid, in minor units. The first
     * purchase of a month so pays that month, and the months that had no purchase.
     *
     * @param paidUntil the first day that is not paid for yet
     */
    public long dueOn(LocalDate today, LocalDate paidUntil) {
        if (today.isBefore(paidUntil)) {
            return 0;
        }
        return minor(per.countFrom(per.startOf(paidUntil), today) + 1);
    }

    /** So many whole periods, in minor units. */
    public long minor(long periods) {
        return Exact.ratio(amountMicro, periods, Exact.WHOLE_PPM);
    }

    /**
     * Day by day: what one day adds to a server balance, in minor units. The days of a period add up to exactly the
     * period's amount.
     */
    public long accruedOn(LocalDate day) {
        LocalDate start = per.startOf(day);
        long days = per.endOf(day).toEpochDay() - start.toEpochDay();
        long passed = day.toEpochDay() - start.toEpochDay();
        return Exact.ratio(amountMicro, passed + 1, Exact.WHOLE_PPM * days)
                - Exact.ratio(amountMicro, passed, Exact.WHOLE_PPM * days);
    }
}

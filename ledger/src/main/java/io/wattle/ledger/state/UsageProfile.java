package io.wattle.ledger.state;

import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * How much one meter's customer uses in each hour of the week, by the local clock: units and the time in which they were
 * used. What is older counts half as much each time an hour has been seen for twelve weeks. For the ledger thread.
 */
final class UsageProfile {
    static final int HOURS = 7 * 24;
    static final int HOUR_SECONDS = 3_600;
    /** Over a longer time nobody can say in which hours it was used. */
    private static final Duration SPAN_MAX = Duration.ofDays(8);
    /** No customer uses more between two readings; what is above it is a mistake that would stay for months. */
    private static final long UNITS_MAX = 1_000_000_000L;
    private static final int SEEN_SECONDS_MAX = 12 * HOUR_SECONDS;
    /** A thousand times as much in seconds is still a long. */
    private static final long HOUR_UNITS_MAX = 1_000_000_000_000L;
    private static final long PRICED_UNITS_MAX = 10_000_000L;

    private final long[] units = new long[HOURS];
    private final int[] seconds = new int[HOURS];
    /** Until when it knows; in order of time, so that nothing counts twice. */
    private Instant through = Instant.MIN;
    private long pricedUnits;
    private long pricedMinor;

    /** What was used between two readings. */
    void see(UsagePoint from, UsagePoint to, long used, ZoneId zone) {
        Duration span = Duration.between(from.takenAt(), to.takenAt());
        if (!from.quality().isReal() || !to.quality().isReal() || from.takenAt().isBefore(through)
                || span.compareTo(SPAN_MAX) > 0 || span.toSeconds() < 1 || used > UNITS_MAX) {
            return;
        }
        long whole = span.toSeconds();
        long passed = 0;
        while (passed < whole) {
            ZonedDateTime local = from.takenAt().plusSeconds(passed).atZone(zone);
            long left = HOUR_SECONDS - local.getMinute() * 60L - local.getSecond();
            long next = Math.min(whole, passed + left);
            add(hourOf(local), part(used, next, whole) - part(used, passed, whole), (int) (next - passed));
            passed = next;
        }
        through = to.takenAt();
    }

    /** What units cost lately. */
    void price(long used, long minor) {
        if (used > UNITS_MAX || minor < 0) {
            return;
        }
        pricedUnits += used;
        pricedMinor += minor;
        while (pricedUnits > PRICED_UNITS_MAX) {
            pricedUnits /= 2;
            pricedMinor /= 2;
        }
    }

    static int hourOf(ZonedDateTime local) {
        return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
    }

    private static long part(long used, long passed, long whole) {
        return BigInteger.valueOf(used)
                .multiply(BigInteger.valueOf(passed))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private void add(int hour, long more, int seen) {
        units[hour] = Math.min(units[hour] + more, HOUR_UNITS_MAX);
        seconds[hour] += seen;
        if (seconds[hour] > SEEN_SECONDS_MAX) {
            units[hour] /= 2;
            seconds[hour] /= 2;
        }
    }

    /** Whether each hour of the week was seen for as long as an hour. */
    boolean isWhole() {
        for (int seen : seconds) {
            if (seen < HOUR_SECONDS) {
                return false;
            }
        }
        return true;
    }

    long units() {
        long sum = 0;
        for (long one : units) {
            sum += one;
        }
        return sum;
    }

    long seconds() {
        long sum = 0;
        for (int one : seconds) {
            sum += one;
        }
        return sum;
    }

    /** Thousandths of a unit in that hour of the week; zero for one that was never seen. */
    long milli(int hour) {
        return seconds[hour] == 0 ? 0 : units[hour] * 1_000 * HOUR_SECONDS / seconds[hour];
    }

    /** Millionths of a minor unit for a unit; -1 if none was priced yet. */
    long priceMicro() {
        return pricedUnits == 0 ? -1 : pricedMinor * 1_000_000 / pricedUnits;
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.instant(through).i64(pricedUnits).i64(pricedMinor);
        for (int hour = 0; hour < HOURS; hour++) {
            to.i64(units[hour]).i32(seconds[hour]);
        }
    }

    static UsageProfile read(EntrySource from) {
        UsageProfile profile = new UsageProfile();
        profile.through = from.instant();
        profile.pricedUnits = from.i64();
        profile.pricedMinor = from.i64();
        for (int hour = 0; hour < HOURS; hour++) {
            profile.units[hour] = from.i64();
            profile.seconds[hour] = from.i32();
        }
        return profile;
    }
}

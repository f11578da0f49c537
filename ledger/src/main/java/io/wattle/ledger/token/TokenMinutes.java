package io.wattle.ledger.token;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which minute the next token of a meter names: its identifier, never issued twice on one base date. Whole minutes since 1
 * January 00:00 of the base year on the zone's clock, in 24 bits; that is 31 years and 328 days. The minute 00:01 of each
 * day is reserved and skipped.
 *
 * <p>Pure, safe for any thread.
 */
public final class TokenMinutes {
    /** From when minutes may be counted. */
    public static final List<Integer> BASE_YEARS = List.of(1993, 2014, 2035);
    /** The greatest identifier: 24 bits. */
    public static final int LAST = 0xFF_FFFF;
    /**
     * How far an identifier may run ahead of the clock, in minutes: a day. What was used up ahead is missing when a meter's
     * clock or a key's expiry is held against it.
     */
    public static final int AHEAD_MAX = 24 * 60;
    private static final int DAY_MINUTES = 24 * 60;
    private static final int RESERVED_MINUTE = 1;

    private TokenMinutes() {}

    /** What came of asking for one. */
    public sealed interface Next {}

    /** This one. */
    public record Minute(int minutes) implements Next {}

    /** The base date has not begun, or has run out: a key change has to bring another one. */
    public record OutsideBaseDate(String detail) implements Next {}

    /** So many were issued that it would be more than a day ahead of the clock: later there is one. */
    public record TooFarAhead(String detail) implements Next {}

    /**
     * The next one: that of the instant, or the first above the last one.
     *
     * @param now when the token is ordered
     * @param terms under which it will be made: base year and zone count
     * @param last the last one issued for this meter on this base date; empty for none
     */
    public static Next next(Instant now, TokenTerms terms, OptionalInt last) {
        LocalDateTime start = LocalDateTime.of(terms.baseYear(), 1, 1, 0, 0);
        LocalDateTime local = LocalDateTime.ofInstant(now, ZoneId.of(terms.zone()));
        if (local.isBefore(start)) {
            return new OutsideBaseDate("the base date " + terms.baseYear() + " has not begun, it is " + local + " "
                    + terms.zone());
        }
        long clock = ChronoUnit.MINUTES.between(start, local);
        long free = Math.max(clock, last.isPresent() ? last.getAsInt() + 1L : 0);
        long next = isReserved(free) ? free + 1 : free;
        if (next > LAST) {
            return new OutsideBaseDate("the base date " + terms.baseYear() + " has run out, its last minute was "
                    + start.plusMinutes(LAST) + " " + terms.zone() + "; a key change has to bring another one");
        }
        if (next > clock + AHEAD_MAX) {
            return new TooFarAhead("the next identifier would be " + (next - clock) + " minutes ahead of the clock, at"
                    + " most " + AHEAD_MAX + " are allowed");
        }
        return new Minute(Math.toIntExact(next));
    }

    /** Whether it is 00:01 of a day, which no ordinary token names. */
    public static boolean isReserved(long minutes) {
        return minutes % DAY_MINUTES == RESERVED_MINUTE;
    }
}

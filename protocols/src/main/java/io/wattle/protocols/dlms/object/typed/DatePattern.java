package io.wattle.protocols.dlms.object.typed;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of which parts may be left open, as special days and seasons have it (IEC 62056-6-2, date).
 *
 * @param year 1..9999, or {@link #ANY_YEAR}
 * @param month 1..12, {@link #ANY}, {@link #DAYLIGHT_SAVING_ENDS} or {@link #DAYLIGHT_SAVING_BEGINS}
 * @param day 1..31, {@link #ANY}, {@link #LAST_DAY} or {@link #LAST_DAY_BUT_ONE}
 * @param weekday 1, Monday, to 7, or {@link #ANY}
 */
public record DatePattern(int year, int month, int day, int weekday) {
    public static final int ANY_YEAR = 0xFFFF;
    public static final int ANY = 0xFF;
    public static final int DAYLIGHT_SAVING_ENDS = 0xFD;
    public static final int DAYLIGHT_SAVING_BEGINS = 0xFE;
    public static final int LAST_DAY_BUT_ONE = 0xFD;
    public static final int LAST_DAY = 0xFE;
    /** Octets of a date. */
    public static final int BYTES = 5;

    private static final Pattern TEXT = Pattern.compile(
            "(\\*|[0-9]{4})-(\\*|[0-9]{2}|begin|end)-(\\*|[0-9]{2}|last|last2)(?: ([1-7]))?");

    public DatePattern {
        check("year", year, 1, 9_999, year == ANY_YEAR);
        check("month", month, 1, 12, month >= DAYLIGHT_SAVING_ENDS && month <= ANY);
        check("day", day, 1, 31, day >= LAST_DAY_BUT_ONE && day <= ANY);
        check("weekday", weekday, 1, 7, weekday == ANY);
    }

    /**
     * Reads {@code 2026-12-25}, {@code *-12-25}, {@code *-*-last}, {@code *-03-last 7}; {@code begin} and {@code end} in
     * place of the month are those of daylight saving.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DatePattern parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("date must be as 2026-12-25, *-12-25 or *-*-last, was: " + text);
        }
        return new DatePattern(number(match.group(1), ANY_YEAR),
                switch (match.group(2)) {
                    case "begin" -> DAYLIGHT_SAVING_BEGINS;
                    case "end" -> DAYLIGHT_SAVING_ENDS;
                    default -> number(match.group(2), ANY);
                },
                switch (match.group(3)) {
                    case "last" -> LAST_DAY;
                    case "last2" -> LAST_DAY_BUT_ONE;
                    default -> number(match.group(3), ANY);
                },
                match.group(4) == null ? ANY : Integer.parseInt(match.group(4)));
    }

    /** As {@link #parse} reads it; a weekday that follows from the date, which many meters fill in, is left out. */
    public String text() {
        String theMonth = switch (month) {
            case DAYLIGHT_SAVING_BEGINS -> "begin";
            case DAYLIGHT_SAVING_ENDS -> "end";
            default -> two(month);
        };
        String theDay = switch (day) {
            case LAST_DAY -> "last";
            case LAST_DAY_BUT_ONE -> "last2";
            default -> two(day);
        };
        return (year == ANY_YEAR ? "*" : String.format("%04d", year)) + "-" + theMonth + "-" + theDay
                + (weekday == ANY || weekdayFollows() ? "" : " " + weekday);
    }

    private boolean weekdayFollows() {
        return year != ANY_YEAR && month <= 12 && day <= YearMonth.of(year, month).lengthOfMonth()
                && LocalDate.of(year, month, day).getDayOfWeek().getValue() == weekday;
    }

    /** Is nothing said at all? */
    boolean isOpen() {
        return year == ANY_YEAR && month == ANY && day == ANY && weekday == ANY;
    }

    static DatePattern read(byte[] bytes) {
        try {
            return new DatePattern((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF), bytes[2] & 0xFF, bytes[3] & 0xFF,
                    bytes[4] & 0xFF);
        } catch (IllegalArgumentException noDate) {
            throw new OddValueException("is no date: " + noDate.getMessage());
        }
    }

    byte[] bytes() {
        return new byte[] {(byte) (year >>> 8), (byte) year, (byte) month, (byte) day, (byte) weekday};
    }

    private static int number(String text, int any) {
        return text.equals("*") ? any : Integer.parseInt(text);
    }

    private static String two(int number) {
        return number == ANY ? "*" : String.format("%02d", number);
    }

    private static void check(String what, int number, int least, int most, boolean special) {
        if ((number < least || number > most) && !special) {
            throw new IllegalArgumentException(what + " must be " + least + ".." + most + " or open, was " + number);
        }
    }
}

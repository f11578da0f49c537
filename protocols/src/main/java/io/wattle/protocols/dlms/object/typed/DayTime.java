package io.wattle.protocols.dlms.object.typed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day of which parts may be left open (IEC 62056-6-2, time).
 *
 * @param hour 0..23, or {@link #ANY}
 * @param minute 0..59, or {@link #ANY}
 * @param second 0..59, or {@link #ANY}
 */
public record DayTime(int hour, int minute, int second) implements Comparable<DayTime> {
    public static final int ANY = 0xFF;

    private static final Pattern TEXT = Pattern.compile("([0-9]{2}|\\*):([0-9]{2}|\\*)(?::([0-9]{2}|\\*))?");

    public DayTime {
        if (!isPart(hour, 23) || !isPart(minute, 59) || !isPart(second, 59)) {
            throw new IllegalArgumentException("is no time of day: " + hour + ":" + minute + ":" + second);
        }
    }

    /**
     * Reads {@code 07:00}, {@code 07:00:30} or {@code *:*:*}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DayTime parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("time must be as 07:00 or 07:00:30, was: " + text);
        }
        return new DayTime(number(match.group(1)), number(match.group(2)),
                match.group(3) == null ? 0 : number(match.group(3)));
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return two(hour) + ":" + two(minute) + (second == 0 ? "" : ":" + two(second));
    }

    @Override
    public int compareTo(DayTime other) {
        return Integer.compare(hour << 16 | minute << 8 | second, other.hour << 16 | other.minute << 8 | other.second);
    }

    /** Is nothing said at all? */
    boolean isOpen() {
        return hour == ANY && minute == ANY && second == ANY;
    }

    static DayTime read(byte[] bytes, int at) {
        try {
            return new DayTime(bytes[at] & 0xFF, bytes[at + 1] & 0xFF, bytes[at + 2] & 0xFF);
        } catch (IllegalArgumentException noTime) {
            throw new OddValueException(String.valueOf(noTime.getMessage()));
        }
    }

    /** With hundredths, which are zero. */
    byte[] bytes() {
        return new byte[] {(byte) hour, (byte) minute, (byte) second, 0};
    }

    private static boolean isPart(int number, int most) {
        return number == ANY || (number >= 0 && number <= most);
    }

    private static int number(String text) {
        return text.equals("*") ? ANY : Integer.parseInt(text);
    }

    private static String two(int number) {
        return number == ANY ? "*" : String.format("%02d", number);
    }
}

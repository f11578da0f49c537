package io.wattle.protocols.optical.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Where a meter's clock stands: date and time apart, or both in one. Digits count, whatever stands between them; a first
 * digit more than expected is the season (0 winter, 1 summer, 2 UTC).
 *
 * @param places one address of date and time, or that of the date and that of the time
 * @param writable whether it is set by writing there what is shown there
 */
public record ClockPlace(List<String> places, boolean writable) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final int DATE_DIGITS = 6;

    public ClockPlace {
        places = List.copyOf(places);
        if (places.isEmpty() || places.size() > 2) {
            throw new IllegalArgumentException("clock must name one or two addresses, named " + places.size());
        }
    }

    /**
     * @param texts what stands at the places
     * @throws IllegalArgumentException if that is no date and time
     */
    Instant instant(List<String> texts, ZoneOffset offset) {
        String digits;
        if (texts.size() == 1) {
            digits = padded(bare(texts.getFirst(), 2 * DATE_DIGITS));
        } else {
            digits = bare(texts.getFirst(), DATE_DIGITS) + padded(bare(texts.getLast(), DATE_DIGITS));
        }
        return stamp(digits, offset);
    }

    /** What to write at the places, in their order. */
    public List<String> texts(Instant time, ZoneOffset offset) {
        String digits = STAMP.format(LocalDateTime.ofInstant(time, offset));
        return places.size() == 1
                ? List.of(digits)
                : List.of(digits.substring(0, DATE_DIGITS), digits.substring(DATE_DIGITS));
    }

    /** Twelve digits, a season before them or not. */
    static Instant stamp(String text, ZoneOffset offset) {
        String digits = padded(bare(text, 2 * DATE_DIGITS));
        try {
            return LocalDateTime.parse(digits, STAMP).toInstant(offset);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("what stands there is no date and time", e);
        }
    }

    static String written(Instant time, ZoneOffset offset) {
        return STAMP.format(LocalDateTime.ofInstant(time, offset));
    }

    private static String bare(String text, int expected) {
        String digits = text.replaceAll("[^0-9]", "");
        boolean season = digits.length() == expected + 1;
        boolean seasonAndMinutes = digits.length() == expected - 1;
        return season || seasonAndMinutes ? digits.substring(1) : digits;
    }

    /** Seconds are left out by many. */
    private static String padded(String digits) {
        return digits.length() % DATE_DIGITS == DATE_DIGITS - 2 ? digits + "00" : digits;
    }
}

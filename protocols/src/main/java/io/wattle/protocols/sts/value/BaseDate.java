package io.wattle.protocols.sts.value;

import java.time.LocalDateTime;
import java.util.Arrays;

/** From when a meter counts the minutes of token identifiers: 1 January, 00:00, in the supply group's zone. */
public enum BaseDate {
    /** Ran out on 24 November 2024. */
    BD1993(1993),
    /** Runs until 24 November 2045. */
    BD2014(2014),
    /** Runs until 24 November 2066. */
    BD2035(2035);

    private final LocalDateTime start;

    BaseDate(int year) {
        this.start = LocalDateTime.of(year, 1, 1, 0, 0);
    }

    /**
     * From its year.
     *
     * @throws BadStsValueException unless it is 1993, 2014 or 2035
     */
    public static BaseDate ofYear(int year) {
        return Arrays.stream(values())
                .filter(one -> one.year() == year)
                .findFirst()
                .orElseThrow(() -> new BadStsValueException("base date", "must be 1993, 2014 or 2035, was " + year));
    }

    /** 1993, 2014 or 2035. */
    public int year() {
        return start.getYear();
    }

    /** The last two digits of the year, as they go into a key. */
    public String digits() {
        return String.valueOf(year()).substring(2);
    }

    /** Minute 0 on the local clock. */
    public LocalDateTime start() {
        return start;
    }

    /** The last minute that has an identifier, on the local clock. */
    public LocalDateTime lastMinute() {
        return start.plusMinutes(TokenIdentifier.LAST);
    }
}

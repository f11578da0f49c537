package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.MeterTimes;
import java.time.Instant;
import java.util.Arrays;

/** When something happens in a meter: once, again and again, or never. */
public sealed interface Moment {

    /** Once. */
    record At(Instant at) implements Moment {}

    /** Whenever date and time fit, by the meter's clock. */
    record Each(DatePattern date, DayTime time) implements Moment {}

    /** Nothing is said of the time. */
    record Never() implements Moment {}

    /** An instant as ISO 8601 has it; {@code *-10-last 7 03:00}; {@code never}. */
    default String text() {
        return switch (this) {
            case At(Instant at) -> at.toString();
            case Each(DatePattern date, DayTime time) -> date.text() + " " + time.text();
            case Never() -> "never";
        };
    }

    /**
     * Reads what {@link #text} writes; a date alone is its midnight.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Moment parse(String text) {
        if (text.equals("never")) {
            return new Never();
        }
        if (text.matches("[0-9]{4}-.*T.*")) {
            try {
                return new At(Instant.parse(text));
            } catch (java.time.format.DateTimeParseException e) {
                throw new IllegalArgumentException("time must be as 2026-07-01T00:00:00Z, was: " + text, e);
            }
        }
        int cut = text.indexOf(':') < 0 ? -1 : text.lastIndexOf(' ');
        return cut < 0
                ? new Each(DatePattern.parse(text), new DayTime(0, 0, 0))
                : new Each(DatePattern.parse(text.substring(0, cut)), DayTime.parse(text.substring(cut + 1)));
    }

    /** As date-time of twelve octets. */
    default CosemValue value(MeterTimes times) {
        return switch (this) {
            case At(Instant at) -> times.write(at);
            case Each(DatePattern date, DayTime time) -> octets(date, time);
            case Never() -> octets(new DatePattern(DatePattern.ANY_YEAR, DatePattern.ANY, DatePattern.ANY,
                    DatePattern.ANY), new DayTime(DayTime.ANY, DayTime.ANY, DayTime.ANY));
        };
    }

    private static CosemValue octets(DatePattern date, DayTime time) {
        byte[] bytes = Arrays.copyOf(date.bytes(), DateTimeCodec.BYTES);
        System.arraycopy(time.bytes(), 0, bytes, DatePattern.BYTES, 4);
        if (time.isOpen()) {
            bytes[8] = (byte) 0xFF; // hundredths
            bytes[11] = (byte) 0xFF; // status
        }
        bytes[9] = (byte) 0x80; // deviation not specified
        return new CosemValue.Octets(bytes);
    }
}

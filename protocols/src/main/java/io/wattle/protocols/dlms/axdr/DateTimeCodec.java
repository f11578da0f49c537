package io.wattle.protocols.dlms.axdr;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * date-time of COSEM (IEC 62056-6-2, 4.1.6.1): year, month, day, weekday, hour, minute, second, hundredths, deviation,
 * status; 12 bytes.
 */
public final class DateTimeCodec {
    /** Bytes of a date-time. */
    public static final int BYTES = 12;

    /** Local time is at most fourteen hours from UTC (Line Islands). */
    public static final int DEVIATION_MINUTES_MAX = 840;

    private static final int DEVIATION_UNSPECIFIED = -0x8000;
    private static final int UNSPECIFIED = 0xFF;
    private static final int YEAR_MAX = 9_999;

    private DateTimeCodec() {}

    /** The instant, if the date-time names one; one whose deviation is not specified does not. */
    public static Optional<Instant> read(byte[] bytes) {
        return bytes.length == BYTES ? read(new AxdrReader(bytes), Optional.empty()) : Optional.empty();
    }

    /**
     * The instant, if the date-time names one.
     *
     * @param utcOffsetMinutes how far local time is ahead of UTC where the date-time leaves its deviation unspecified
     */
    public static Optional<Instant> read(byte[] bytes, int utcOffsetMinutes) {
        return bytes.length == BYTES
                ? read(new AxdrReader(bytes), Optional.of(-utcOffsetMinutes))
                : Optional.empty();
    }

    /** The date-time in UTC, status valid, to the hundredth of a second. */
    public static byte[] write(Instant at) {
        return write(at, 0);
    }

    /**
     * The date-time in local time, status valid, to the hundredth of a second.
     *
     * @param utcOffsetMinutes how far local time is ahead of UTC
     */
    public static byte[] write(Instant at, int utcOffsetMinutes) {
        LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC).plusMinutes(utcOffsetMinutes);
        return new AxdrWriter().unsigned16(local.getYear())
                .unsigned8(local.getMonthValue())
                .unsigned8(local.getDayOfMonth())
                .unsigned8(local.getDayOfWeek().getValue())
                .unsigned8(local.getHour())
                .unsigned8(local.getMinute())
                .unsigned8(local.getSecond())
                .unsigned8(local.getNano() / 10_000_000) // hundredths
                .unsigned16(-utcOffsetMinutes) // deviation: UTC minus local time, minutes
                .unsigned8(0) // status: valid, no daylight saving
                .toByteArray();
    }

    private static Optional<Instant> read(AxdrReader in, Optional<Integer> unspecifiedMinutes) {
        int year = in.unsigned16();
        int month = in.unsigned8();
        int day = in.unsigned8();
        in.unsigned8(); // weekday follows from the date
        int hour = in.unsigned8();
        int minute = in.unsigned8();
        int second = in.unsigned8();
        int hundredths = in.unsigned8();
        int deviationMinutes = (short) in.unsigned16(); // UTC minus local time
        if (deviationMinutes == DEVIATION_UNSPECIFIED && unspecifiedMinutes.isPresent()) {
            deviationMinutes = unspecifiedMinutes.get();
        }
        if (deviationMinutes == DEVIATION_UNSPECIFIED || Math.abs(deviationMinutes) > DEVIATION_MINUTES_MAX) {
            return Optional.empty();
        }
        if (year > YEAR_MAX) {
            return Optional.empty(); // FFFF stands for any
        }
        int nanos = hundredths == UNSPECIFIED ? 0 : hundredths * 10_000_000;
        try {
            LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, nanos);
            return Optional.of(local.plusMinutes(deviationMinutes).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException wildcard) {
            return Optional.empty(); // FF stands for "any", and some meters send days that do not exist
        }
    }
}

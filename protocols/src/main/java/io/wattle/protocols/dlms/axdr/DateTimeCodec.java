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

    private static final int DEVIATION_UNSPECIFIED = -0x8000;
    private static final int DEVIATION_MINUTES_MAX = 720;
    private static final int UNSPECIFIED = 0xFF;

    private DateTimeCodec() {}

    /** The instant, if the date-time names one; one whose deviation is not specified does not. */
    public static Optional<Instant> read(byte[] bytes) {
        return bytes.length == BYTES ? read(new AxdrReader(bytes)) : Optional.empty();
    }

    /** The date-time in UTC, status valid, to the hundredth of a second. */
    public static byte[] write(Instant at) {
        LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return new AxdrWriter().unsigned16(utc.getYear())
                .unsigned8(utc.getMonthValue())
                .unsigned8(utc.getDayOfMonth())
                .unsigned8(utc.getDayOfWeek().getValue())
                .unsigned8(utc.getHour())
                .unsigned8(utc.getMinute())
                .unsigned8(utc.getSecond())
                .unsigned8(utc.getNano() / 10_000_000) // hundredths
                .unsigned16(0) // deviation of UTC, minutes
                .unsigned8(0) // status: valid, no daylight saving
                .toByteArray();
    }

    private static Optional<Instant> read(AxdrReader in) {
        int year = in.unsigned16();
        int month = in.unsigned8();
        int day = in.unsigned8();
        in.unsigned8(); // weekday follows from the date
        int hour = in.unsigned8();
        int minute = in.unsigned8();
        int second = in.unsigned8();
        int hundredths = in.unsigned8();
        int deviationMinutes = (short) in.unsigned16(); // UTC minus local time
        if (deviationMinutes == DEVIATION_UNSPECIFIED || Math.abs(deviationMinutes) > DEVIATION_MINUTES_MAX) {
            return Optional.empty();
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

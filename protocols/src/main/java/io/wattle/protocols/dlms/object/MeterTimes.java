package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads and writes a meter's times. Where the meter leaves its deviation from UTC unspecified, its standard time is taken
 * to be as far ahead as is given, and an hour more while it says that daylight saving is in use.
 *
 * @param utcOffsetMinutes -840..840
 */
public record MeterTimes(int utcOffsetMinutes) {
    private static final int DAYLIGHT_SAVING_MINUTES = 60;
    private static final int DEVIATION_AT = 9; // of the twelve bytes of a date-time
    private static final int STATUS_AT = 11;
    private static final int STATUS_UNSPECIFIED = 0xFF;
    private static final int DEVIATION_UNSPECIFIED = 0x80;

    /** The time; empty if the value holds none, or one that names no instant. */
    public Optional<MeterTime> read(CosemValue value) {
        return switch (value) {
            case CosemValue.DateTime(Instant at) -> Optional.of(new MeterTime(at, 0));
            case CosemValue.Octets octets -> read(octets.bytes());
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Whole _,CosemValue.Text _,CosemValue.Bits _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                Optional.empty();
        };
    }

    private Optional<MeterTime> read(byte[] bytes) {
        if (bytes.length != DateTimeCodec.BYTES) {
            return Optional.empty();
        }
        int said = bytes[STATUS_AT] & 0xFF;
        int status = said == STATUS_UNSPECIFIED ? 0 : said;
        int ahead = utcOffsetMinutes
                + ((status & MeterTime.DAYLIGHT_SAVING) != 0 ? DAYLIGHT_SAVING_MINUTES : 0);
        return DateTimeCodec.read(bytes, ahead).map(at -> new MeterTime(at, status));
    }

    /** In local time, deviation included. */
    public CosemValue write(Instant at) {
        return new CosemValue.Octets(DateTimeCodec.write(at, utcOffsetMinutes));
    }

    /** In local time for meters that refuse to be told a deviation: it is left unspecified. */
    public CosemValue writeWithoutDeviation(Instant at) {
        byte[] bytes = DateTimeCodec.write(at, utcOffsetMinutes);
        bytes[DEVIATION_AT] = (byte) DEVIATION_UNSPECIFIED;
        bytes[DEVIATION_AT + 1] = 0;
        return new CosemValue.Octets(bytes);
    }
}

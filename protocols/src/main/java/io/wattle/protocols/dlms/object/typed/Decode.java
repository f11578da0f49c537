package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.MeterTime;
import io.wattle.protocols.dlms.object.MeterTimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From values of the wire; each throws {@link OddValueException} with what is wrong. */
final class Decode {
    private static final String HEX = "0x";

    private Decode() {}

    static long whole(CosemValue value) {
        if (value instanceof Whole whole) {
            return whole.value();
        }
        throw new OddValueException("is no number");
    }

    static long whole(CosemValue value, long least, long most) {
        long number = whole(value);
        if (number < least || number > most) {
            throw new OddValueException("must be " + least + ".." + most + ", was " + number);
        }
        return number;
    }

    static int unsigned8(CosemValue value) {
        return (int) whole(value, 0, 255);
    }

    static int unsigned16(CosemValue value) {
        return (int) whole(value, 0, 65_535);
    }

    static boolean bool(CosemValue value) {
        if (value instanceof CosemValue.Bool(boolean yes)) {
            return yes;
        }
        throw new OddValueException("is neither true nor false");
    }

    static String bits(CosemValue value) {
        if (value instanceof CosemValue.Bits(String bits)) {
            return bits;
        }
        throw new OddValueException("is no bit-string");
    }

    static byte[] octets(CosemValue value) {
        if (value instanceof CosemValue.Octets octets) {
            return octets.bytes();
        }
        throw new OddValueException("is no octet-string");
    }

    static byte[] octets(CosemValue value, int length) {
        byte[] bytes = octets(value);
        if (bytes.length != length) {
            throw new OddValueException("must have " + length + " octets, has " + bytes.length);
        }
        return bytes;
    }

    static Duration seconds(CosemValue value) {
        return Duration.ofSeconds(whole(value, 0, 0xFFFF_FFFFL));
    }

    static ObisCode name(CosemValue value) {
        return ObisCode.of(octets(value, ObisCode.BYTES));
    }

    /** Fields of a structure; further ones that later versions of a class have are left in. */
    static List<CosemValue> fields(CosemValue value, int least) {
        if (!(value instanceof CosemValue.Structure(List<CosemValue> fields))) {
            throw new OddValueException("is no structure");
        }
        if (fields.size() < least) {
            throw new OddValueException("must have " + least + " fields, has " + fields.size());
        }
        return fields;
    }

    /** Items of an array; which of them is odd is said. */
    static <T> List<T> items(CosemValue value, Function<CosemValue, T> item) {
        if (!(value instanceof CosemValue.Array(List<CosemValue> items))) {
            throw new OddValueException("is no array");
        }
        List<T> read = new ArrayList<>(items.size());
        for (CosemValue each : items) {
            try {
                read.add(item.apply(each));
            } catch (OddValueException odd) {
                throw new OddValueException("item " + (read.size() + 1) + " " + odd.problem());
            }
        }
        return List.copyOf(read);
    }

    /** Class, name, attribute. */
    static CosemAttribute attribute(CosemValue value) {
        List<CosemValue> fields = fields(value, 3);
        return new CosemAttribute((int) whole(fields.get(0), 0, 65_535), name(fields.get(1)),
                (int) whole(fields.get(2), -128, 127));
    }

    /** When something happens; null-data and a date-time that says nothing are never. */
    static Moment moment(CosemValue value, MeterTimes times) {
        if (value instanceof CosemValue.Null) {
            return new Moment.Never();
        }
        Optional<Instant> at = times.read(value).map(MeterTime::at);
        if (at.isPresent()) {
            return new Moment.At(at.get());
        }
        byte[] bytes = octets(value, DateTimeCodec.BYTES);
        DatePattern date = DatePattern.read(bytes);
        DayTime time = DayTime.read(bytes, DatePattern.BYTES);
        return date.isOpen() && time.isOpen() ? new Moment.Never() : new Moment.Each(date, time);
    }

    static Currency currency(CosemValue value) {
        List<CosemValue> fields = fields(value, 3);
        return new Currency(text(fields.get(0)).strip(), (int) whole(fields.get(1), -128, 127),
                unsigned8(fields.get(2)));
    }

    /** Octets as the text that they are, or in hexadecimal digits behind 0x. */
    static String text(CosemValue value) {
        return value instanceof CosemValue.Text(String text, boolean _) ? text : text(octets(value));
    }

    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return !text.startsWith(HEX) && text.chars().allMatch(character -> character >= ' ' && character <= '~')
                ? text
                : HEX + HexFormat.of().formatHex(bytes);
    }

    /**
     * The inverse.
     *
     * @throws IllegalArgumentException if it begins with 0x and is no such number, or is no ASCII
     */
    static CosemValue octets(String text) {
        if (text.startsWith(HEX)) {
            return new CosemValue.Octets(HexFormat.of().parseHex(text.substring(HEX.length())));
        }
        if (!text.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new IllegalArgumentException("must be printable ASCII or 0x and hexadecimal digits, was: " + text);
        }
        return new CosemValue.Octets(text.getBytes(StandardCharsets.US_ASCII));
    }
}

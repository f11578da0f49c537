package io.wattle.protocols.dlms.cosem;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A value as COSEM objects hold it (IEC 62056-5-3, type Data), free of any library's types. What the wire may carry and
 * nobody here has a use for arrives as {@link Raw} and is not lost.
 */
public sealed interface CosemValue {

    /** null-data. */
    record Null() implements CosemValue {}

    /** boolean. */
    record Bool(boolean value) implements CosemValue {}

    /**
     * Any of the integer types.
     *
     * @param type the width and sign on the wire
     * @param value fits the type
     */
    record Whole(Type type, long value) implements CosemValue {
        /** Tags and ranges of IEC 62056-5-3. */
        public enum Type {
            INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, ENUM
        }
    }

    /** octet-string; copied in and out. */
    record Octets(byte[] bytes) implements CosemValue {
        public Octets {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Octets octets && java.util.Arrays.equals(bytes, octets.bytes);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Octets[" + HexFormat.of().formatHex(bytes) + "]";
        }
    }

    /**
     * visible-string or utf8-string.
     *
     * @param visible which of the two: a meter takes only the one that an attribute has
     */
    record Text(String value, boolean visible) implements CosemValue {
        /** utf8-string. */
        public Text(String value) {
            this(value, false);
        }
    }

    /** bit-string, first bit first, as a string of 0 and 1. */
    record Bits(String bits) implements CosemValue {}

    /** date-time (12 octets), as the instant it stands for. */
    record DateTime(Instant value) implements CosemValue {}

    /** structure. */
    record Structure(List<CosemValue> fields) implements CosemValue {
        public Structure {
            fields = List.copyOf(fields);
        }
    }

    /** array. */
    record Array(List<CosemValue> items) implements CosemValue {
        public Array {
            items = List.copyOf(items);
        }
    }

    /**
     * Anything else, as it came, so that it can be shown and sent back. A type that the standard does not know has no
     * length: it holds all bytes behind its tag.
     *
     * @param tag of the type on the wire, 0..255
     * @param bytes what stood behind the tag; copied in and out
     */
    record Raw(int tag, byte[] bytes) implements CosemValue {
        public Raw {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Raw raw && tag == raw.tag && java.util.Arrays.equals(bytes, raw.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * tag + java.util.Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Raw[tag " + tag + ", " + HexFormat.of().formatHex(bytes) + "]";
        }
    }
}

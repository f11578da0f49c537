package io.wattle.protocols.dlms.axdr;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The type Data (IEC 62056-5-3, clause Data): tag, then contents. Tags in the order of the standard's table. */
final class DataCodec {
    private static final int DEPTH_MAX = 8; // the deepest object list of the standard has five levels

    private static final CosemValue NULL = new CosemValue.Null(); // as many as there may be are one

    private DataCodec() {}

    static CosemValue read(AxdrReader in, int depth) {
        return read(in.unsigned8(), in, depth);
    }

    /** The contents of a value whose tag stood elsewhere. */
    static CosemValue read(int tag, AxdrReader in, int depth) {
        return switch (tag) {
            case 0 -> NULL;
            case 1 -> new CosemValue.Array(readItems(in, depth));
            case 2 -> new CosemValue.Structure(readItems(in, depth));
            case 3 -> new CosemValue.Bool(in.unsigned8() != 0);
            case 4 -> readBits(in);
            case 5 -> new Whole(Whole.Type.INT32, (int) in.unsigned32());
            case 6 -> new Whole(Whole.Type.UINT32, in.unsigned32());
            case 9 -> new CosemValue.Octets(in.octets());
            case 10, 12 -> new CosemValue.Text(new String(in.octets(), StandardCharsets.UTF_8), tag == 10);
            case 13 -> raw(tag, in, 1);
            case 15 -> new Whole(Whole.Type.INT8, (byte) in.unsigned8());
            case 16 -> new Whole(Whole.Type.INT16, (short) in.unsigned16());
            case 17 -> new Whole(Whole.Type.UINT8, in.unsigned8());
            case 18 -> new Whole(Whole.Type.UINT16, in.unsigned16());
            case 19 -> CompactArrays.read(in, depth);
            case 20 -> new Whole(Whole.Type.INT64, readSigned64(in));
            case 21 -> readUnsigned64(in);
            case 22 -> new Whole(Whole.Type.ENUM, in.unsigned8());
            case 23 -> raw(tag, in, 4);
            case 24 -> raw(tag, in, 8);
            case 25 -> readDateTime(in.bytes(DateTimeCodec.BYTES));
            case 26 -> raw(tag, in, 5);
            case 27 -> raw(tag, in, 4);
            default -> new CosemValue.Raw(tag, in.swallow());
        };
    }

    static void write(AxdrWriter out, CosemValue value) {
        switch (value) {
            case CosemValue.Null() -> out.unsigned8(0);
            case CosemValue.Array(List<CosemValue> items) -> writeItems(out, 1, items);
            case CosemValue.Structure(List<CosemValue> fields) -> writeItems(out, 2, fields);
            case CosemValue.Bool(boolean bool) -> out.unsigned8(3).unsigned8(bool ? 1 : 0);
            case CosemValue.Bits(String bits) -> writeBits(out, bits);
            case CosemValue.Octets octets -> out.unsigned8(9).octets(octets.bytes());
            case CosemValue.Text(String text, boolean visible) ->
                out.unsigned8(visible ? 10 : 12).octets(text.getBytes(StandardCharsets.UTF_8));
            case Whole(Whole.Type type, long whole) -> writeWhole(out, type, whole);
            // Attributes such as the clock's time are an octet-string that holds a date-time (IEC 62056-6-2, 4.1.6.1).
            case CosemValue.DateTime(java.time.Instant at) -> out.unsigned8(9).octets(DateTimeCodec.write(at));
            case CosemValue.Raw raw -> out.unsigned8(raw.tag()).bytes(raw.bytes());
        }
    }

    private static void writeWhole(AxdrWriter out, Whole.Type type, long value) {
        switch (type) {
            case INT8 -> out.unsigned8(15).unsigned8((int) value);
            case INT16 -> out.unsigned8(16).unsigned16((int) value);
            case INT32 -> out.unsigned8(5).unsigned32(value);
            case INT64 -> out.unsigned8(20).unsigned32(value >>> 32).unsigned32(value);
            case UINT8 -> out.unsigned8(17).unsigned8((int) value);
            case UINT16 -> out.unsigned8(18).unsigned16((int) value);
            case UINT32 -> out.unsigned8(6).unsigned32(value);
            case ENUM -> out.unsigned8(22).unsigned8((int) value);
        }
    }

    private static List<CosemValue> readItems(AxdrReader in, int depth) {
        int count = in.count(); // every item has at least its tag
        if (depth >= DEPTH_MAX) {
            throw in.malformed("structure of " + count + " items at depth " + depth);
        }
        List<CosemValue> items = new ArrayList<>(count);
        for (int i = 0; i < count && !in.swallowed(); i++) {
            items.add(read(in, depth + 1));
        }
        return items;
    }

    private static void writeItems(AxdrWriter out, int tag, List<CosemValue> items) {
        out.unsigned8(tag).length(items.size());
        items.forEach(out::value);
    }

    /**
     * One that names no instant by itself stays as it is: who knows where the meter stands can still read it. So does
     * one whose status says something.
     */
    private static CosemValue readDateTime(byte[] bytes) {
        return DateTimeCodec.read(bytes)
                .filter(_ -> bytes[DateTimeCodec.BYTES - 1] == 0)
                .<CosemValue>map(CosemValue.DateTime::new)
                .orElseGet(() -> new CosemValue.Octets(bytes));
    }

    private static CosemValue readBits(AxdrReader in) {
        int bits = in.length();
        byte[] bytes = in.bytes((bits + 7) / 8);
        StringBuilder text = new StringBuilder(bits);
        for (int i = 0; i < bits; i++) {
            text.append((bytes[i / 8] & (0x80 >>> (i % 8))) == 0 ? '0' : '1');
        }
        return new CosemValue.Bits(text.toString());
    }

    private static void writeBits(AxdrWriter out, String bits) {
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            if (bits.charAt(i) == '1') {
                bytes[i / 8] |= (byte) (0x80 >>> (i % 8));
            }
        }
        out.unsigned8(4).length(bits.length()).bytes(bytes);
    }

    private static long readSigned64(AxdrReader in) {
        return in.unsigned32() << 32 | in.unsigned32();
    }

    /** What fits a long keeps its number; what does not has no use here. */
    private static CosemValue readUnsigned64(AxdrReader in) {
        byte[] bytes = in.bytes(Long.BYTES);
        return bytes[0] >= 0
                ? new Whole(Whole.Type.INT64, readSigned64(new AxdrReader(bytes)))
                : new CosemValue.Raw(21, bytes);
    }

    private static CosemValue raw(int tag, AxdrReader in, int count) {
        return new CosemValue.Raw(tag, in.bytes(count));
    }
}

package io.wattle.protocols.dlms.axdr;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.cosem.Selection;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an APDU from its first byte to its last. Every method throws {@link MalformedApduException} when fewer bytes
 * are left than it needs. Not safe for use by several threads.
 */
public final class AxdrReader {
    /** Values of no bytes cost nothing on the wire: rows of so many empty columns, with a byte in each, are read. */
    private static final int UNTAGGED_FOR_EACH_BYTE = 16;
    private static final int UNTAGGED_LEAST = 1_000;

    private final byte[] bytes;
    private final int[] untaggedLeft; // one number, shared by a reader and those of its parts
    private int offset;
    private boolean swallowed;

    /** @param bytes not copied: whoever has them lets them be until they are read */
    public AxdrReader(byte[] bytes) {
        this(bytes, new int[] {UNTAGGED_LEAST + UNTAGGED_FOR_EACH_BYTE * bytes.length});
    }

    private AxdrReader(byte[] bytes, int[] untaggedLeft) {
        this.bytes = bytes;
        this.untaggedLeft = untaggedLeft;
    }

    /** A length and as many bytes, to be read by themselves; what {@link #takeUntagged} counts goes on. */
    AxdrReader part() {
        return new AxdrReader(octets(), untaggedLeft);
    }

    /** One more value without a tag of its own, which may be there for no byte at all; not without end. */
    void takeUntagged() {
        untaggedLeft[0]--;
        if (untaggedLeft[0] < 0) {
            throw malformed("more values without bytes than the APDU is long enough for");
        }
    }

    /** One byte, 0..255. */
    public int unsigned8() {
        need(1);
        return bytes[offset++] & 0xFF;
    }

    /** Two bytes, most significant first, 0..65535. */
    public int unsigned16() {
        return unsigned8() << 8 | unsigned8();
    }

    /** Four bytes, most significant first, 0..4294967295. */
    public long unsigned32() {
        return (long) unsigned16() << 16 | unsigned16();
    }

    /** The next {@code count} bytes, a copy. */
    public byte[] bytes(int count) {
        need(count);
        offset += count;
        return Arrays.copyOfRange(bytes, offset - count, offset);
    }

    /** All bytes that are left, a copy. */
    public byte[] rest() {
        return bytes(left());
    }

    /** All bytes that are left, behind a tag that nobody knows; what was to follow cannot be told from it any more. */
    byte[] swallow() {
        swallowed = true;
        return rest();
    }

    /** Whether a value of an unknown type took all that followed. */
    public boolean swallowed() {
        return swallowed;
    }

    /** A length (short form below 128, else 81 xx or 82 xx xx); never more than could still follow. */
    public int length() {
        int first = unsigned8();
        int length = switch (first) {
            case 0x81 -> unsigned8();
            case 0x82 -> unsigned16();
            default -> first;
        };
        if (first > 0x82 || first == 0x80) {
            throw malformed("length must have at most two bytes");
        }
        return length;
    }

    /** How many items follow, each of a byte at least. */
    public int count() {
        int count = length();
        if (count > left()) {
            throw malformed(count + " items in " + left() + " bytes");
        }
        return count;
    }

    /** A length, and as many bytes. */
    public byte[] octets() {
        return bytes(length());
    }

    /** Class, logical name and attribute (Cosem-Attribute-Descriptor). */
    public CosemAttribute attribute() {
        return new CosemAttribute(unsigned16(), name(), unsigned8());
    }

    /** An attribute, and which part of it is meant. */
    public Query query() {
        CosemAttribute attribute = attribute();
        return unsigned8() == 0
                ? new Query(attribute)
                : new Query(attribute, Optional.of(new Selection(unsigned8(), value())));
    }

    /** Class, logical name and method (Cosem-Method-Descriptor). */
    public CosemMethod method() {
        return new CosemMethod(unsigned16(), name(), unsigned8());
    }

    /** One value of type Data. */
    public CosemValue value() {
        return DataCodec.read(this, 0);
    }

    /** How many bytes are left. */
    public int left() {
        return bytes.length - offset;
    }

    /** Throws unless every byte was read: what stands behind an APDU does not belong there. */
    public void end() {
        if (left() != 0) {
            throw malformed(left() + " bytes too many");
        }
    }

    /** For callers that find a value out of range; points behind the value that was read last. */
    public MalformedApduException malformed(String reason) {
        return new MalformedApduException(offset, reason);
    }

    private ObisCode name() {
        return ObisCode.of(bytes(ObisCode.BYTES));
    }

    private void need(int count) {
        if (count > left()) {
            throw malformed(count + " bytes needed, " + left() + " left");
        }
    }
}

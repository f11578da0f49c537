package io.wattle.protocols.dlms.axdr;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import java.util.Arrays;

/** Writes an APDU; the inverse of {@link AxdrReader}. Not safe for use by several threads. */
public final class AxdrWriter {
    private static final int BYTES_USUAL = 48; // most requests, protection included

    private byte[] out = new byte[BYTES_USUAL];
    private int size;

    /** One byte; the low eight bits count. */
    public AxdrWriter unsigned8(int value) {
        room(1);
        out[size++] = (byte) value;
        return this;
    }

    /** Two bytes, most significant first; the low sixteen bits count. */
    public AxdrWriter unsigned16(int value) {
        return unsigned8(value >>> 8).unsigned8(value);
    }

    /** Four bytes, most significant first; the low thirty-two bits count. */
    public AxdrWriter unsigned32(long value) {
        return unsigned16((int) (value >>> 16)).unsigned16((int) value);
    }

    /** Bytes as they are. */
    public AxdrWriter bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** A length, 0..65535. */
    public AxdrWriter length(int length) {
        if (length < 0x80) {
            return unsigned8(length);
        }
        return length <= 0xFF ? unsigned8(0x81).unsigned8(length) : unsigned8(0x82).unsigned16(length);
    }

    /** A length, and as many bytes. */
    public AxdrWriter octets(byte[] bytes) {
        return length(bytes.length).bytes(bytes);
    }

    /** Class, logical name and attribute (Cosem-Attribute-Descriptor). */
    public AxdrWriter attribute(CosemAttribute attribute) {
        return unsigned16(attribute.classId()).name(attribute.name()).unsigned8(attribute.attribute());
    }

    /** An attribute, and which part of it is meant. */
    public AxdrWriter query(Query query) {
        attribute(query.attribute());
        return query.selection()
                .map(selection -> unsigned8(1).unsigned8(selection.selector()).value(selection.parameters()))
                .orElseGet(() -> unsigned8(0));
    }

    /** Class, logical name and method (Cosem-Method-Descriptor). */
    public AxdrWriter method(CosemMethod method) {
        return unsigned16(method.classId()).name(method.name()).unsigned8(method.method());
    }

    /** One value of type Data. */
    public AxdrWriter value(CosemValue value) {
        DataCodec.write(this, value);
        return this;
    }

    /** What was written so far, a copy. */
    public byte[] toByteArray() {
        return Arrays.copyOf(out, size);
    }

    private void room(int bytes) {
        if (size + bytes > out.length) {
            out = Arrays.copyOf(out, Math.max(size + bytes, 2 * out.length));
        }
    }

    private AxdrWriter name(ObisCode name) {
        return bytes(name.bytes());
    }
}

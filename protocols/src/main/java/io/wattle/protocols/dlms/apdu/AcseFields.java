package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tagged fields of one ACSE APDU (ISO 8650 in BER, as IEC 62056-5-3 uses it); each tag at most once. */
final class AcseFields {
    private static final byte[] CONTEXT_OID = {0x60, (byte) 0x85, 0x74, 0x05, 0x08, 0x01}; // 2.16.756.5.8.1.x
    private static final byte[] MECHANISM_OID = {0x60, (byte) 0x85, 0x74, 0x05, 0x08, 0x02}; // 2.16.756.5.8.2.x

    private final Map<Integer, byte[]> contents = new HashMap<>();

    AcseFields(byte[] apdu, int tag) {
        AxdrReader outer = new AxdrReader(apdu);
        if (outer.unsigned8() != tag) {
            throw outer.malformed("ACSE tag must be " + tag);
        }
        AxdrReader in = new AxdrReader(outer.octets());
        outer.end();
        while (in.left() > 0) {
            if (contents.put(in.unsigned8(), in.octets()) != null) {
                throw in.malformed("field twice");
            }
        }
    }

    /** Last arc of an object identifier 2.16.756.5.8.1.x inside an explicit tag; 0 if absent. */
    int context(int tag) {
        return content(tag).map(bytes -> arc(inner(bytes, 0x06), CONTEXT_OID)).orElse(0);
    }

    /** Last arc of an object identifier 2.16.756.5.8.2.x with an implicit tag; 0 if absent. */
    int mechanism(int tag) {
        return content(tag).map(bytes -> arc(bytes, MECHANISM_OID)).orElse(0);
    }

    /** Contents of an explicitly tagged primitive of type {@code type}. */
    Optional<byte[]> primitive(int tag, int type) {
        return content(tag).map(bytes -> inner(bytes, type));
    }

    /** An explicitly tagged INTEGER of one byte. */
    Optional<Integer> integer(int tag) {
        return primitive(tag, 0x02).map(bytes -> new AxdrReader(bytes).unsigned8());
    }

    /** What stands under a tag, as it is. */
    Optional<byte[]> content(int tag) {
        return Optional.ofNullable(contents.get(tag));
    }

    static byte[] contextOid(int last) {
        return new AxdrWriter().bytes(CONTEXT_OID).unsigned8(last).toByteArray();
    }

    static byte[] mechanismOid(int last) {
        return new AxdrWriter().bytes(MECHANISM_OID).unsigned8(last).toByteArray();
    }

    /** RLRQ or RLRE, with reason normal. */
    static byte[] farewell(int tag, Optional<byte[]> userInformation) {
        AxdrWriter fields = new AxdrWriter().unsigned8(0x80).unsigned8(1).unsigned8(0);
        userInformation.ifPresent(bytes -> fields.unsigned8(0xBE).octets(wrap(0x04, bytes)));
        return wrap(tag, fields.toByteArray());
    }

    static byte[] wrap(int tag, byte[] bytes) {
        return new AxdrWriter().unsigned8(tag).octets(bytes).toByteArray();
    }

    private static byte[] inner(byte[] bytes, int type) {
        AxdrReader in = new AxdrReader(bytes);
        if (in.unsigned8() != type) {
            throw in.malformed("type must be " + type);
        }
        byte[] value = in.octets();
        in.end();
        return value;
    }

    private static int arc(byte[] oid, byte[] prefix) {
        AxdrReader in = new AxdrReader(oid);
        if (!java.util.Arrays.equals(in.bytes(prefix.length), prefix)) {
            throw in.malformed("unknown object identifier");
        }
        int last = in.unsigned8();
        in.end();
        return last;
    }
}

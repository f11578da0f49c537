package io.wattle.simulator.object;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Short words for values of the wire. */
final class Values {
    private Values() {}

    static CosemValue int8(long value) {
        return new Whole(Whole.Type.INT8, value);
    }

    static CosemValue int16(long value) {
        return new Whole(Whole.Type.INT16, value);
    }

    static CosemValue int32(long value) {
        return new Whole(Whole.Type.INT32, value);
    }

    static CosemValue uint8(long value) {
        return new Whole(Whole.Type.UINT8, value);
    }

    static CosemValue uint16(long value) {
        return new Whole(Whole.Type.UINT16, value);
    }

    static CosemValue uint32(long value) {
        return new Whole(Whole.Type.UINT32, value);
    }

    static CosemValue choice(long value) {
        return new Whole(Whole.Type.ENUM, value);
    }

    static CosemValue bool(boolean value) {
        return new CosemValue.Bool(value);
    }

    static CosemValue octets(String ascii) {
        return new CosemValue.Octets(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    static CosemValue octets(int... bytes) {
        byte[] octets = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            octets[i] = (byte) bytes[i];
        }
        return new CosemValue.Octets(octets);
    }

    static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }

    static CosemValue array(CosemValue... items) {
        return new CosemValue.Array(List.of(items));
    }

    static CosemValue none() {
        return new CosemValue.Null();
    }

    /** A time as objects hold it: twelve octets, in UTC. */
    static CosemValue time(long atMs) {
        return new CosemValue.Octets(DateTimeCodec.write(Instant.ofEpochMilli(atMs)));
    }

    /** A time of which nothing is said. */
    static CosemValue never() {
        return octets(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0xFF);
    }

    /** An attribute as capture_objects and others refer to it: class, name, number, element. */
    static CosemValue reference(CosemAttribute attribute) {
        return structure(uint16(attribute.classId()), new CosemValue.Octets(attribute.name().bytes()),
                int8(attribute.attribute()), uint16(0));
    }

    /** Are both of one type, down to their fields? Of arrays only that both are; null-data stands in for anything. */
    static boolean sameShape(CosemValue had, CosemValue given) {
        if (had instanceof CosemValue.Null || given instanceof CosemValue.Null) {
            return true;
        }
        if (had instanceof CosemValue.Structure(List<CosemValue> before)
                && given instanceof CosemValue.Structure(List<CosemValue> after)) {
            boolean same = before.size() == after.size();
            for (int i = 0; same && i < before.size(); i++) {
                same = sameShape(before.get(i), after.get(i));
            }
            return same;
        }
        if (had instanceof Whole(Whole.Type before, long _) && given instanceof Whole(Whole.Type after, long _)) {
            return before == after;
        }
        return had.getClass() == given.getClass();
    }
}

package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.util.List;
import java.util.function.Function;

/** To values of the wire. */
final class Encode {
    private Encode() {}

    static CosemValue unsigned8(long value) {
        return new Whole(Whole.Type.UINT8, value);
    }

    static CosemValue unsigned16(long value) {
        return new Whole(Whole.Type.UINT16, value);
    }

    static CosemValue unsigned32(long value) {
        return new Whole(Whole.Type.UINT32, value);
    }

    static CosemValue choice(long value) {
        return new Whole(Whole.Type.ENUM, value);
    }

    static CosemValue name(ObisCode name) {
        return new CosemValue.Octets(name.bytes());
    }

    static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }

    static <T> CosemValue array(List<T> items, Function<T, CosemValue> item) {
        return new CosemValue.Array(items.stream().map(item).toList());
    }
}

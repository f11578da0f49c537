package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;

/** Dates on which another day of the calendar holds (class 11). */
public record SpecialDays(Part<List<SpecialDay>> days) implements TypedObject {

    static SpecialDays of(Fields fields) {
        return new SpecialDays(fields.part(2, value -> Decode.items(value, SpecialDays::day),
                Words.list(SpecialDay::text)));
    }

    private static SpecialDay day(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 3);
        return new SpecialDay(Decode.unsigned16(parts.get(0)),
                DatePattern.read(Decode.octets(parts.get(1), DatePattern.BYTES)), Decode.unsigned8(parts.get(2)));
    }
}

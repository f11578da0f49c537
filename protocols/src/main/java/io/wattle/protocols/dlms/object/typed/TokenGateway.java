package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;

/**
 * Where tokens enter (class 115).
 *
 * @param token the last one, as it came
 * @param delivery 0 remote, 1 local, 2 manual
 */
public record TokenGateway(Part<CosemValue> token, Part<Moment> at, Part<List<String>> descriptions,
        Part<Integer> delivery, Part<Status> status) implements TypedObject {

    /**
     * What became of it.
     *
     * @param code 0..8
     * @param data bits, the maker's or those of the token's standard
     */
    public record Status(int code, String data) {
        String text() {
            return Words.of(Words.TOKEN_STATUS).apply(code) + (data.isEmpty() ? "" : ", " + data);
        }
    }

    static TokenGateway of(Fields fields) {
        return new TokenGateway(fields.value(2), fields.moment(3),
                fields.part(4, value -> Decode.items(value, Decode::text), Words.list(text -> text)),
                fields.choice(5, Words.DELIVERY), fields.part(6, TokenGateway::status, Status::text));
    }

    private static Status status(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 2);
        return new Status(Decode.unsigned8(parts.get(0)), Decode.bits(parts.get(1)));
    }
}

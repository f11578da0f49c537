package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain service request as it reaches a meter. Block transfer is offered for what a meter answers, not for what it is
 * asked: requests fit one APDU.
 */
public sealed interface ServiceRequest {

    /** Invoke-Id-And-Priority, 0..255, returned as it came. */
    int invokeId();

    /** GET-Request-Normal. */
    record Get(int invokeId, CosemAttribute attribute) implements ServiceRequest {}

    /** GET-Request-With-List. */
    record GetList(int invokeId, List<CosemAttribute> attributes) implements ServiceRequest {
        public GetList {
            attributes = List.copyOf(attributes);
        }
    }

    /** GET-Request-Next: the client has the block of this number, 1..4294967295. */
    record GetNext(int invokeId, long blockNumber) implements ServiceRequest {}

    /** SET-Request-Normal. */
    record Set(int invokeId, CosemAttribute attribute, CosemValue value) implements ServiceRequest {}

    /** ACTION-Request-Normal; no parameters arrive as {@link CosemValue.Null}. */
    record Act(int invokeId, CosemMethod method, CosemValue argument) implements ServiceRequest {}

    /** Not one of the above, or not whole. */
    record Malformed(String reason) implements ServiceRequest {
        @Override
        public int invokeId() {
            return 0;
        }
    }

    /** Reads a plain request; whatever the bytes are, never throws. */
    static ServiceRequest read(byte[] apdu) {
        AxdrReader in = new AxdrReader(apdu);
        try {
            ServiceRequest request = read(in);
            in.end();
            return request;
        } catch (MalformedApduException malformed) {
            return new Malformed(malformed.reason());
        }
    }

    private static ServiceRequest read(AxdrReader in) {
        int tag = in.unsigned8();
        int kind = in.unsigned8();
        int invokeId = in.unsigned8();
        return switch (tag << 8 | kind) {
            case ApduTag.GET_REQUEST << 8 | 1 -> new Get(invokeId, selected(in));
            case ApduTag.GET_REQUEST << 8 | 2 -> new GetNext(invokeId, in.unsigned32());
            case ApduTag.GET_REQUEST << 8 | 3 -> new GetList(invokeId, selectedList(in));
            case ApduTag.SET_REQUEST << 8 | 1 -> new Set(invokeId, selected(in), in.value());
            case ApduTag.ACTION_REQUEST << 8 | 1 -> new Act(invokeId, in.method(), optionalValue(in));
            default -> throw in.malformed("service " + tag + " kind " + kind + " is not offered");
        };
    }

    private static CosemAttribute selected(AxdrReader in) {
        CosemAttribute attribute = in.attribute();
        if (in.unsigned8() != 0) {
            throw in.malformed("selective access is not offered");
        }
        return attribute;
    }

    private static List<CosemAttribute> selectedList(AxdrReader in) {
        int count = in.length();
        List<CosemAttribute> attributes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attributes.add(selected(in));
        }
        return attributes;
    }

    private static CosemValue optionalValue(AxdrReader in) {
        return in.unsigned8() == 0 ? new CosemValue.Null() : in.value();
    }
}

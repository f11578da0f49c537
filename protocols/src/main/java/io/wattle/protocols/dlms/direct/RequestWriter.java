package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;

/** Writes plain requests of the confirmed services (IEC 62056-5-3), each with high priority and confirmed. Pure. */
final class RequestWriter {
    /** RLRQ with reason normal. */
    private static final byte[] RELEASE = {ApduTag.RELEASE_REQUEST, 0x03, (byte) 0x80, 0x01, 0x00};
    private static final int PRIORITY_HIGH_CONFIRMED = 0xC0;

    private RequestWriter() {}

    /** GET-Request-Normal, or -With-List for more than one attribute. */
    static byte[] get(int invokeId, List<CosemAttribute> attributes) {
        if (attributes.size() == 1) {
            return head(ApduTag.GET_REQUEST, 1, invokeId).attribute(attributes.getFirst()).unsigned8(0).toByteArray();
        }
        AxdrWriter out = head(ApduTag.GET_REQUEST, 3, invokeId).length(attributes.size());
        attributes.forEach(attribute -> out.attribute(attribute).unsigned8(0)); // no selective access
        return out.toByteArray();
    }

    /** GET-Request-Next: we have the block of this number. */
    static byte[] next(int invokeId, long blockNumber) {
        return head(ApduTag.GET_REQUEST, 2, invokeId).unsigned32(blockNumber).toByteArray();
    }

    /** SET-Request-Normal. */
    static byte[] set(int invokeId, CosemAttribute attribute, CosemValue value) {
        return head(ApduTag.SET_REQUEST, 1, invokeId).attribute(attribute).unsigned8(0).value(value).toByteArray();
    }

    /** ACTION-Request-Normal. */
    static byte[] act(int invokeId, CosemMethod method, CosemValue argument) {
        return head(ApduTag.ACTION_REQUEST, 1, invokeId).method(method).unsigned8(1).value(argument).toByteArray();
    }

    static byte[] release() {
        return RELEASE.clone();
    }

    private static AxdrWriter head(int tag, int kind, int invokeId) {
        return new AxdrWriter().unsigned8(tag).unsigned8(kind).unsigned8(PRIORITY_HIGH_CONFIRMED | invokeId);
    }
}

package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.cosem.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ACCESS-Request (IEC 62056-5-3, service ACCESS): reads, writes and calls in one request, done in their order.
 *
 * @param invokeId Long-Invoke-Id-And-Priority, 0..4294967295: 24 bits of number; bit 28 stops at the first error, bit 30
 *        asks for an answer
 * @param steps at least one
 */
public record AccessRequest(long invokeId, List<Step> steps) {
    /** Of the invoke id: the service is confirmed. */
    public static final long CONFIRMED = 1L << 30;
    /** Of the invoke id: nothing is done after the first step that fails. */
    public static final long BREAK_ON_ERROR = 1L << 28;

    /** One read, write or call. */
    public sealed interface Step {
        /** Reads. */
        record Get(Query query) implements Step {}

        /** Writes. */
        record Set(CosemAttribute attribute, CosemValue value) implements Step {}

        /** Calls. */
        record Act(CosemMethod method, CosemValue argument) implements Step {}

        /** What it does, as on the wire and without its data; and the data, null-data where there is none. */
        private CosemValue write(AxdrWriter out) {
            return switch (this) {
                case Get(Query query) -> {
                    out.unsigned8(query.selection().isPresent() ? 4 : 1).attribute(query.attribute());
                    query.selection()
                            .ifPresent(selection -> out.unsigned8(selection.selector()).value(selection.parameters()));
                    yield new CosemValue.Null();
                }
                case Set(CosemAttribute attribute, CosemValue value) -> {
                    out.unsigned8(2).attribute(attribute);
                    yield value;
                }
                case Act(CosemMethod method, CosemValue argument) -> {
                    out.unsigned8(3).method(method);
                    yield argument;
                }
            };
        }

        private Step with(CosemValue data) {
            return switch (this) {
                case Get get -> get;
                case Set(CosemAttribute attribute, CosemValue _) -> new Set(attribute, data);
                case Act(CosemMethod method, CosemValue _) -> new Act(method, data);
            };
        }
    }

    public AccessRequest {
        steps = List.copyOf(steps);
    }

    /** Reads what stands behind the tag. */
    static AccessRequest readBody(AxdrReader in) {
        long invokeId = in.unsigned32();
        in.octets(); // date-time, which nobody here heeds
        List<Step> named = ServiceRequestReader.list(in, () -> readStep(in));
        List<CosemValue> data = ServiceRequestReader.list(in, in::value);
        if (named.isEmpty() || data.size() != named.size()) {
            throw in.malformed(data.size() + " data for " + named.size() + " steps");
        }
        List<Step> steps = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            steps.add(named.get(i).with(data.get(i)));
        }
        return new AccessRequest(invokeId, steps);
    }

    /** The whole APDU. */
    public byte[] write() {
        AxdrWriter out = new AxdrWriter().unsigned8(ApduTag.ACCESS_REQUEST).unsigned32(invokeId).length(0);
        AxdrWriter data = new AxdrWriter().length(steps.size());
        out.length(steps.size());
        steps.forEach(step -> data.value(step.write(out)));
        return out.bytes(data.toByteArray()).toByteArray();
    }

    private static Step readStep(AxdrReader in) {
        int choice = in.unsigned8();
        CosemValue none = new CosemValue.Null();
        return switch (choice) {
            case 1 -> new Step.Get(new Query(in.attribute()));
            case 2 -> new Step.Set(in.attribute(), none);
            case 3 -> new Step.Act(in.method(), none);
            case 4 -> new Step.Get(
                    new Query(in.attribute(), Optional.of(new Selection(in.unsigned8(), in.value()))));
            default -> throw in.malformed("unknown step " + choice + " of an ACCESS");
        };
    }
}

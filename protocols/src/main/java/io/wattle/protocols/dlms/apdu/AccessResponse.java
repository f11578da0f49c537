package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.ArrayList;
import java.util.List;

/**
 * ACCESS-Response (IEC 62056-5-3).
 *
 * @param invokeId as it was asked, 0..4294967295
 * @param results one for each step, in order
 */
public record AccessResponse(long invokeId, List<Result> results) {

    /**
     * What became of a step.
     *
     * @param kind 1 read, 2 write, 3 call
     * @param data what was read or returned; null-data if nothing was
     */
    public record Result(int kind, DataAccessResult result, CosemValue data) {}

    public AccessResponse {
        results = List.copyOf(results);
    }

    /** Reads what stands behind the tag. */
    static AccessResponse readBody(AxdrReader in) {
        long invokeId = in.unsigned32();
        in.octets(); // date-time
        if (in.unsigned8() != 0) {
            throw in.malformed("a specification that was not asked for");
        }
        List<CosemValue> data = ServiceRequestReader.list(in, in::value);
        int count = in.length();
        if (count != data.size()) {
            throw in.malformed(data.size() + " data for " + count + " results");
        }
        List<Result> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            results.add(new Result(in.unsigned8(), DataAccessResult.of(in.unsigned8()), data.get(i)));
        }
        return new AccessResponse(invokeId, results);
    }

    /** The whole APDU. */
    public byte[] write() {
        AxdrWriter out = new AxdrWriter().unsigned8(ApduTag.ACCESS_RESPONSE)
                .unsigned32(invokeId)
                .length(0)
                .unsigned8(0)
                .length(results.size());
        results.forEach(result -> out.value(result.data()));
        out.length(results.size());
        results.forEach(result -> out.unsigned8(result.kind()).unsigned8(result.result().code()));
        return out.toByteArray();
    }
}

package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import java.util.List;

/** Writes the responses of the confirmed services, plain (IEC 62056-5-3). */
public final class ServiceResponse {
    private ServiceResponse() {}

    /** GET-Response-Normal. */
    public static byte[] get(int invokeId, GetResult result) {
        AxdrWriter out = head(ApduTag.GET_RESPONSE, 1, invokeId);
        result.write(out);
        return out.toByteArray();
    }

    /** GET-Response-With-List. */
    public static byte[] getList(int invokeId, List<GetResult> results) {
        AxdrWriter out = head(ApduTag.GET_RESPONSE, 3, invokeId).length(results.size());
        results.forEach(result -> result.write(out));
        return out.toByteArray();
    }

    /** GET-Response-With-Datablock. */
    public static byte[] getBlock(int invokeId, boolean last, long blockNumber, byte[] block) {
        return head(ApduTag.GET_RESPONSE, 2, invokeId).unsigned8(last ? 1 : 0)
                .unsigned32(blockNumber)
                .unsigned8(0)
                .octets(block)
                .toByteArray();
    }

    /** GET-Response-With-Datablock that ends a transfer which cannot go on. */
    public static byte[] getBlockRefused(int invokeId, long blockNumber, DataAccessResult result) {
        return head(ApduTag.GET_RESPONSE, 2, invokeId).unsigned8(1)
                .unsigned32(blockNumber)
                .unsigned8(1)
                .unsigned8(result.code())
                .toByteArray();
    }

    /** ACTION-Response-With-Pblock: one block of the result and what was returned. */
    public static byte[] actBlock(int invokeId, boolean last, long blockNumber, byte[] block) {
        return head(ApduTag.ACTION_RESPONSE, 2, invokeId).unsigned8(last ? 1 : 0)
                .unsigned32(blockNumber)
                .octets(block)
                .toByteArray();
    }

    /** SET-Response-Normal. */
    public static byte[] set(int invokeId, DataAccessResult result) {
        return head(ApduTag.SET_RESPONSE, 1, invokeId).unsigned8(result.code()).toByteArray();
    }

    /** ACTION-Response-Normal without return parameters. */
    public static byte[] act(int invokeId, DataAccessResult result) {
        return head(ApduTag.ACTION_RESPONSE, 1, invokeId).unsigned8(result.code()).unsigned8(0).toByteArray();
    }

    /** ACTION-Response-Normal with one return parameter. */
    public static byte[] act(int invokeId, GetResult returned) {
        AxdrWriter out = head(ApduTag.ACTION_RESPONSE, 1, invokeId).unsigned8(0).unsigned8(1);
        returned.write(out);
        return out.toByteArray();
    }

    /** SET-Response-With-List. */
    public static byte[] setList(int invokeId, List<DataAccessResult> results) {
        AxdrWriter out = head(ApduTag.SET_RESPONSE, 5, invokeId).length(results.size());
        results.forEach(result -> out.unsigned8(result.code()));
        return out.toByteArray();
    }

    /** SET-Response-Datablock and ACTION-Response-Next-Pblock: that block is here, the next may come. */
    public static byte[] tookBlock(int requestTag, int invokeId, long number) {
        return (requestTag == ApduTag.SET_REQUEST
                ? head(ApduTag.SET_RESPONSE, 2, invokeId)
                : head(ApduTag.ACTION_RESPONSE, 4, invokeId)).unsigned32(number).toByteArray();
    }

    /** SET-Response-Last-Datablock. */
    public static byte[] setLast(int invokeId, DataAccessResult result, long number) {
        return head(ApduTag.SET_RESPONSE, 3, invokeId).unsigned8(result.code()).unsigned32(number).toByteArray();
    }

    /** SET-Response-Last-Datablock-With-List. */
    public static byte[] setListLast(int invokeId, List<DataAccessResult> results, long number) {
        AxdrWriter out = head(ApduTag.SET_RESPONSE, 4, invokeId).length(results.size());
        results.forEach(result -> out.unsigned8(result.code()));
        return out.unsigned32(number).toByteArray();
    }

    /** ACTION-Response-With-List, without return parameters. */
    public static byte[] actList(int invokeId, List<DataAccessResult> results) {
        AxdrWriter out = head(ApduTag.ACTION_RESPONSE, 3, invokeId).length(results.size());
        results.forEach(result -> out.unsigned8(result.code()).unsigned8(0));
        return out.toByteArray();
    }

    private static AxdrWriter head(int tag, int kind, int invokeId) {
        return new AxdrWriter().unsigned8(tag).unsigned8(kind).unsigned8(invokeId);
    }
}

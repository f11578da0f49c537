package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import java.util.Arrays;

/** An answer to a GET or an ACTION that is longer than an APDU, given out block by block. Not thread safe. */
final class ReplyBlocks {
    private static final int BLOCK_HEAD_BYTES = 16; // tags, invoke id, last, number, choice, length

    private byte[] pending = new byte[0];
    private int given; // bytes of it that were sent
    private int service; // tag of its response
    private int invokeId;
    private long blockNumber;

    /**
     * @param responseTag of a GET-Response or an ACTION-Response
     * @param bytesMax longest response
     */
    byte[] first(int responseTag, int askedWith, byte[] whole, int bytesMax) {
        pending = whole;
        given = 0;
        service = responseTag;
        invokeId = askedWith;
        blockNumber = 0;
        return block(bytesMax);
    }

    byte[] next(int responseTag, int askedWith, long number, int bytesMax) {
        // The next block of another exchange is none of this one: the service and the invoke id tell them apart.
        if (given == pending.length || responseTag != service || askedWith != invokeId) {
            return responseTag == ApduTag.GET_RESPONSE
                    ? ServiceResponse.getBlockRefused(askedWith, number, DataAccessResult.NO_LONG_GET_IN_PROGRESS)
                    : ServiceResponse.act(askedWith, DataAccessResult.NO_LONG_GET_IN_PROGRESS);
        }
        if (number != blockNumber) {
            drop();
            return responseTag == ApduTag.GET_RESPONSE
                    ? ServiceResponse.getBlockRefused(askedWith, number, DataAccessResult.DATA_BLOCK_NUMBER_INVALID)
                    : ServiceResponse.act(askedWith, DataAccessResult.LONG_GET_ABORTED);
        }
        return block(bytesMax);
    }

    private byte[] block(int bytesMax) {
        int end = given + Math.min(pending.length - given, bytesMax - BLOCK_HEAD_BYTES);
        byte[] block = Arrays.copyOfRange(pending, given, end);
        given = end;
        blockNumber++;
        boolean last = given == pending.length;
        if (last) {
            drop();
        }
        return service == ApduTag.GET_RESPONSE
                ? ServiceResponse.getBlock(invokeId, last, blockNumber, block)
                : ServiceResponse.actBlock(invokeId, last, blockNumber, block);
    }

    private void drop() {
        pending = new byte[0];
        given = 0;
    }
}

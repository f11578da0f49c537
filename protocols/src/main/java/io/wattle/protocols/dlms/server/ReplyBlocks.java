package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import java.util.Arrays;

/** An answer to a GET that is longer than an APDU, given out block by block. Not thread safe. */
final class ReplyBlocks {
    private static final int BLOCK_HEAD_BYTES = 16; // tags, invoke id, last, number, choice, length

    private final int replyBytesMax;
    private byte[] pending = new byte[0];
    private int given; // bytes of it that were sent
    private int invokeId;
    private long blockNumber;

    ReplyBlocks(int replyBytesMax) {
        this.replyBytesMax = replyBytesMax;
    }

    byte[] first(int askedWith, byte[] whole) {
        pending = whole;
        given = 0;
        invokeId = askedWith;
        blockNumber = 0;
        return block();
    }

    byte[] next(int askedWith, long number) {
        // The next block of another exchange is none of this one: the invoke id tells them apart.
        if (given == pending.length || askedWith != invokeId) {
            return ServiceResponse.getBlockRefused(askedWith, number, DataAccessResult.NO_LONG_GET_IN_PROGRESS);
        }
        if (number != blockNumber) {
            pending = new byte[0];
            given = 0;
            return ServiceResponse.getBlockRefused(askedWith, number, DataAccessResult.DATA_BLOCK_NUMBER_INVALID);
        }
        return block();
    }

    private byte[] block() {
        int end = Math.min(pending.length, given + replyBytesMax - BLOCK_HEAD_BYTES);
        byte[] block = Arrays.copyOfRange(pending, given, end);
        given = end;
        blockNumber++;
        byte[] reply = ServiceResponse.getBlock(invokeId, given == pending.length, blockNumber, block);
        if (given == pending.length) {
            pending = new byte[0];
            given = 0;
        }
        return reply;
    }
}

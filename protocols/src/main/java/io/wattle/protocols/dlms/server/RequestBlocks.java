package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.RequestBlock;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A SET or an ACTION that comes in blocks, put together; one at a time. Not thread safe. */
final class RequestBlocks {
    private static final int BYTES_MAX = 1 << 16;

    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private ServiceRequest.@Nullable FirstBlock open;
    private long blocksSeen;

    /** What a block led to. */
    sealed interface Taken {
        /** More are to come. */
        record More() implements Taken {}

        /** That was the last one. */
        record Whole(ServiceRequest.FirstBlock first, byte[] values) implements Taken {}

        /** It does not belong here; what was collected is dropped. */
        record Refused(DataAccessResult why) implements Taken {}
    }

    static boolean isSet(int tag) {
        return tag == ApduTag.SET_REQUEST;
    }

    /** The service that has to be agreed on for requests of this tag to come in blocks. */
    static int service(int tag) {
        return isSet(tag) ? Initiate.BLOCKS_WITH_SET : Initiate.BLOCKS_WITH_ACTION;
    }

    Taken begin(ServiceRequest.FirstBlock first) {
        open = first;
        values.reset();
        blocksSeen = 0;
        return take(first, first.block());
    }

    Taken goOn(ServiceRequest.NextBlock next) {
        ServiceRequest.FirstBlock first = open;
        if (first == null || next.tag() != first.tag() || next.invokeId() != first.invokeId()) {
            return new Taken.Refused(DataAccessResult.NO_LONG_SET_IN_PROGRESS);
        }
        return take(first, next.block());
    }

    private Taken take(ServiceRequest.FirstBlock first, RequestBlock block) {
        if (block.number() != blocksSeen + 1 || values.size() + block.bytes().length > BYTES_MAX
                || (!block.last() && block.bytes().length == 0)) {
            open = null;
            return new Taken.Refused(DataAccessResult.DATA_BLOCK_NUMBER_INVALID);
        }
        blocksSeen++;
        values.writeBytes(block.bytes());
        if (!block.last()) {
            return new Taken.More();
        }
        open = null;
        return new Taken.Whole(first, values.toByteArray());
    }
}

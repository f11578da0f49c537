package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.apdu.ServiceReply;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The blocks of one long answer, in their order and within limits. Made when the first block comes. */
final class BlockAssembly {
    private static final int BYTES_MAX = 1 << 20; // no answer that we ask for comes near
    private static final int BLOCKS_MAX = 4_096; // a megabyte in blocks of the shortest APDU that there is

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seen;

    /** Takes the next block; why it is refused, if it is. */
    Optional<String> take(ServiceReply.Block block) {
        if (block.number() != seen + 1 || bytes.size() + block.bytes().length > BYTES_MAX || seen == BLOCKS_MAX
                || (!block.last() && block.bytes().length == 0)) {
            return Optional.of("block must be number " + (seen + 1) + " of at most " + BLOCKS_MAX
                    + " and bring something, was " + block.number() + " of " + block.bytes().length + " bytes");
        }
        seen++;
        bytes.writeBytes(block.bytes());
        return Optional.empty();
    }

    /** Number of the block that came last. */
    long seen() {
        return seen;
    }

    byte[] assembled() {
        return bytes.toByteArray();
    }
}

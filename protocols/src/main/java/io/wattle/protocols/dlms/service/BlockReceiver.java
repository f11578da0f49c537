package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.apdu.GeneralBlock;
import java.io.ByteArrayOutputStream;

/**
 * Puts an APDU together of general blocks. What comes out of order is dropped; the acknowledgement behind the burst names
 * the last block without a gap, and the sender goes on from there. Used once; not safe for use by several threads.
 */
public final class BlockReceiver {
    private static final int FRAMES_MAX = 1 << 17; // with all that had to be sent again

    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private int received;
    private int frames;

    /** What a block led to. */
    public sealed interface Taken {
        /** The burst goes on. */
        record More() implements Taken {}

        /** The burst is over: say how far it came. */
        record Acknowledge() implements Taken {}

        /** That was the last one. */
        record Whole(byte[] apdu) implements Taken {}

        /** No sender that keeps to the rules sends this. */
        record Broken(String reason) implements Taken {}
    }

    /** Up to which block all have come. */
    public int received() {
        return received;
    }

    /** Takes a block. */
    public Taken accept(GeneralBlock block) {
        frames++;
        if (frames > FRAMES_MAX || collected.size() + block.data().length > Exchange.ASSEMBLED_BYTES_MAX
                || (!block.last() && block.data().length == 0 && block.number() > received)) {
            return new Taken.Broken("block " + block.number() + " of " + block.data().length + " bytes after "
                    + collected.size());
        }
        if (block.number() == received + 1) {
            received++;
            collected.writeBytes(block.data());
            if (block.last()) {
                return new Taken.Whole(collected.toByteArray());
            }
        }
        return block.streaming() ? new Taken.More() : new Taken.Acknowledge();
    }
}

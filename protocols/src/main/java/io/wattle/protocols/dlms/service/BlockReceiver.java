package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.apdu.GeneralBlock;
import java.io.ByteArrayOutputStream;

/**
 * Puts an APDU together of general blocks. What comes out of order, or again, is dropped; the acknowledgement behind the
 * burst names the last block without a gap, and the sender goes on from there. A gap is told once, and what came before
 * never, so that a line that doubles blocks is not answered by ever more of them. Used once; not safe for use by several
 * threads.
 */
public final class BlockReceiver {
    private static final int FRAMES_MAX = 1 << 17; // with all that had to be sent again

    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private int received;
    private int frames;
    private boolean whole;
    private int askedFor = -1; // up to which block we had them when a gap was last told

    /** What a block led to. */
    public sealed interface Taken {
        /** Nothing is to be said: the burst goes on, that block was here before, or nothing is missing any more. */
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
        if (whole) {
            return new Taken.More();
        }
        if (frames > FRAMES_MAX || collected.size() + block.data().length > Exchange.ASSEMBLED_BYTES_MAX
                || (!block.last() && block.data().length == 0 && block.number() > received)) {
            return new Taken.Broken("block " + block.number() + " of " + block.data().length + " bytes after "
                    + collected.size());
        }
        if (block.number() != received + 1) {
            boolean told = block.number() <= received || askedFor == received;
            askedFor = block.streaming() ? askedFor : received;
            return block.streaming() || told ? new Taken.More() : new Taken.Acknowledge();
        }
        received++;
        collected.writeBytes(block.data());
        if (block.last()) {
            whole = true;
            return new Taken.Whole(collected.toByteArray());
        }
        return block.streaming() ? new Taken.More() : new Taken.Acknowledge();
    }
}

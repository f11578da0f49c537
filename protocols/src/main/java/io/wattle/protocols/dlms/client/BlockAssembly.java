package io.wattle.protocols.dlms.client;

import java.io.ByteArrayOutputStream;

/** Puts together what a meter sends in blocks: in order, and no more than an answer of ours may have. */
final class BlockAssembly {
    private static final int BYTES_MAX = 1 << 20; // no answer that we ask for comes near
    private static final int BLOCKS_MAX = 4_096; // a megabyte in blocks of the shortest APDU that there is

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seen;

    void clear() {
        seen = 0;
        bytes.reset();
    }

    /** False, with nothing taken, for a block that is not the next, or too much, or empty and not the last. */
    boolean add(long number, boolean last, byte[] block) {
        if (number != seen + 1 || bytes.size() + block.length > BYTES_MAX || seen == BLOCKS_MAX
                || (!last && block.length == 0)) {
            return false;
        }
        seen++;
        bytes.writeBytes(block);
        return true;
    }

    String refusal(long number, int length) {
        return "block must be number " + (seen + 1) + " of at most " + BLOCKS_MAX + " and bring something, was "
                + number + " of " + length + " bytes";
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}

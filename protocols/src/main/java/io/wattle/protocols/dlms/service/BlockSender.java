package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.apdu.GeneralBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An APDU given out in general blocks, in bursts as long as the other side takes, and again from the first that it lacks.
 * Used once; not safe for use by several threads.
 */
public final class BlockSender {
    private static final int REPEATS_MAX = 64; // of bursts without progress: a line that loses more is none

    private final byte[] apdu;
    private final int blockBytes;
    private int mostAcknowledged = -1;
    private int sent;
    private int repeats;

    /** @param blockBytes of the APDU in one block, above zero */
    public BlockSender(byte[] apdu, int blockBytes) {
        this.apdu = apdu.clone();
        this.blockBytes = blockBytes;
    }

    /** How many blocks there are. */
    public int blocks() {
        return Math.max(1, Math.ceilDiv(apdu.length, blockBytes));
    }

    /** Up to which block they were given out. */
    public int sent() {
        return sent;
    }

    /**
     * The blocks behind those that the other side has, wherever that is: what it said before may have come late. Empty if
     * it has all, names one that was never sent, or has gone back too often.
     *
     * @param acknowledged up to which block it has them
     * @param burst how many in a row, 0 counts as one
     * @param window how many in a row we take
     * @param received what we have of the other side's blocks
     */
    public List<GeneralBlock> burst(int acknowledged, int burst, int window, int received) {
        if (acknowledged > sent || acknowledged >= blocks() || blocks() > 0xFFFF) {
            return List.of();
        }
        repeats = acknowledged > mostAcknowledged ? 0 : repeats + 1;
        if (repeats > REPEATS_MAX) {
            return List.of();
        }
        mostAcknowledged = Math.max(mostAcknowledged, acknowledged);
        int end = Math.min(blocks(), acknowledged + Math.max(1, burst));
        sent = Math.max(sent, end);
        List<GeneralBlock> blocks = new ArrayList<>();
        for (int number = acknowledged + 1; number <= end; number++) {
            byte[] data = Arrays.copyOfRange(apdu, start(number), start(number + 1));
            blocks.add(new GeneralBlock(number == blocks(), number < end, window, number, received, data));
        }
        return blocks;
    }

    /** All blocks have the same length, give or take a byte: short ones of two messages are hard to tell apart. */
    private int start(int number) {
        return (int) ((long) apdu.length * (number - 1) / blocks());
    }
}

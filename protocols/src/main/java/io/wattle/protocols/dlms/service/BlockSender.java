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
    private static final int REPEATS_MAX = 16; // of one burst: a line that loses more is none

    private final byte[] apdu;
    private final int blockBytes;
    private int lastAcknowledged = -1;
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

    /**
     * The blocks behind those that the other side has; empty if it has all, names one that was never sent, or has asked
     * for the same ones too often.
     *
     * @param acknowledged up to which block it has them
     * @param burst how many in a row, 0 counts as one
     * @param window how many in a row we take
     * @param received what we have of the other side's blocks
     */
    public List<GeneralBlock> burst(int acknowledged, int burst, int window, int received) {
        repeats = acknowledged == lastAcknowledged ? repeats + 1 : 0;
        if (acknowledged < Math.max(0, lastAcknowledged) || acknowledged >= blocks() || blocks() > 0xFFFF
                || repeats > REPEATS_MAX) {
            return List.of();
        }
        lastAcknowledged = acknowledged;
        int end = Math.min(blocks(), acknowledged + Math.max(1, burst));
        List<GeneralBlock> blocks = new ArrayList<>();
        for (int number = acknowledged + 1; number <= end; number++) {
            byte[] data = Arrays.copyOfRange(apdu, (number - 1) * blockBytes,
                    Math.min(apdu.length, number * blockBytes));
            blocks.add(new GeneralBlock(number == blocks(), number < end, window, number, received, data));
        }
        return blocks;
    }
}

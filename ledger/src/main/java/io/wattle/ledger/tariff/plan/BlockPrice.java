package io.wattle.ledger.tariff.plan;

import java.util.List;

/**
 * Rates that change with the units of the calendar month, up or down.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param blocks 1..32, each ending above the one before, the last one at {@link #OPEN}; the last rate is above zero
 */
public record BlockPrice(Method method, List<Block> blocks) implements UnitPrice {
    /** Where the last block ends. */
    public static final long OPEN = Long.MAX_VALUE;

    /** How the units of a month meet the blocks. The number (ordinal) goes into the journal. */
    public enum Method {
        /** Each unit at the rate of the block that it falls in. */
        MARGINAL,
        /** All units of a sale, or of a deduction, at the rate of the block that the month reaches with it. */
        WHOLE_VOLUME
    }

    /**
     * A block: its end and its rate.
     *
     * @param toUnits the last unit of the month in this block
     * @param rateMicro from zero
     */
    public record Block(long toUnits, long rateMicro) {
        public Block {
            Exact.within("rate", rateMicro, 0, RATE_MAX);
        }
    }

    public BlockPrice {
        blocks = List.copyOf(blocks);
        Exact.within("blocks", blocks.size(), 1, 32);
        long before = 0;
        for (Block block : blocks) {
            if (block.toUnits <= before) {
                throw new IllegalArgumentException("blocks must rise, and only the last may be open: "
                        + block.toUnits + " after " + before);
            }
            before = block.toUnits;
        }
        if (before != OPEN) {
            throw new IllegalArgumentException("blocks must end with one that has no end, the last ended at: "
                    + before);
        }
        Exact.within("last rate", blocks.getLast().rateMicro, 1, RATE_MAX);
    }

    /** Which block the month is in after so many units, from 0. The last unit of a block is still in it. */
    public int reached(long monthUnits) {
        int index = 0;
        while (monthUnits > blocks.get(index).toUnits) {
            index++;
        }
        return index;
    }

    /** The first unit of the month that is no longer before this block. */
    public long fromUnits(int index) {
        return index == 0 ? 0 : blocks.get(index - 1).toUnits;
    }

    /** How many of the units after the first {@code start} of the month are charged in this block. */
    public long unitsIn(int index, long start, long units) {
        if (method == Method.WHOLE_VOLUME) {
            return reached(start + units) == index ? units : 0;
        }
        long from = Math.max(start, fromUnits(index));
        long to = Math.min(start + units, blocks.get(index).toUnits);
        return Math.max(0, to - from);
    }
}

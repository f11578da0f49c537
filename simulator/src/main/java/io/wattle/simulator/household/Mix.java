package io.wattle.simulator.household;

/**
 * Numbers that look random and follow from what goes in: the finishing step of SplitMix64 over a chain of inputs. Good
 * for simulated lives, of no use for secrets.
 */
public final class Mix {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /** 64 bits that follow from the seed and the numbers, in their order. */
    public static long of(long seed, long... numbers) {
        long state = finish(seed + GOLDEN_GAMMA);
        for (long number : numbers) {
            state = finish((state ^ number) + GOLDEN_GAMMA);
        }
        return state;
    }

    /**
     * A number that follows from the seed and the numbers.
     *
     * @param low the least it can be
     * @param high the most it can be, at least {@code low}
     */
    public static long between(long low, long high, long seed, long... numbers) {
        return low + Math.floorMod(of(seed, numbers), high - low + 1);
    }

    private static long finish(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

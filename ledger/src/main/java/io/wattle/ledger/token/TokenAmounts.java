package io.wattle.ledger.token;

/**
 * Which amounts of units a token can say: tenths of a kWh or m3, all of them up to 1,638.3, then in steps of 1, 10 and 100
 * whole ones up to 1,820,162.4. Who encodes another amount has to round it up and gives away what nobody sold.
 *
 * <p>Pure, safe for any thread.
 */
public final class TokenAmounts {
    /** Wh or l in a tenth. */
    public static final long TENTH_UNITS = 100;
    private static final long STEPS = 1 << 14;
    private static final int EXPONENT_MAX = 3;
    /** The greatest amount that a token can say, in Wh or l. */
    public static final long UNITS_MAX = floorTenths(Long.MAX_VALUE / TENTH_UNITS) * TENTH_UNITS;

    private TokenAmounts() {}

    /**
     * The greatest amount that a token can say and that is not above the given one.
     *
     * @param units in Wh or l, not below zero
     * @return in Wh or l; 0 if that is less than a tenth
     */
    public static long atMost(long units) {
        return floorTenths(units / TENTH_UNITS) * TENTH_UNITS;
    }

    /** Each exponent begins where the one before ends, and its steps are ten times as wide. */
    private static long floorTenths(long tenths) {
        long begin = 0;
        long step = 1;
        for (int exponent = 0; exponent < EXPONENT_MAX && tenths >= begin + STEPS * step; exponent++) {
            begin += STEPS * step;
            step *= 10;
        }
        return begin + Math.min((tenths - begin) / step, STEPS - 1) * step;
    }
}

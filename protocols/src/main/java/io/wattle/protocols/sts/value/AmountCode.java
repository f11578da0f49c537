package io.wattle.protocols.sts.value;

/**
 * An amount as 16 bits of a token: exponent (2 bits) and mantissa (14 bits). Exact up to 16 383 units, then in steps of
 * 10, 100 and 1000. What a unit is, the token says: a tenth of a kWh, of a m3, of a minute, or a watt. Immutable.
 *
 * <p>Anything else is refused with a {@link BadStsValueException}.
 *
 * @param bits 0 to 65 535; each stands for another amount, the greater for the greater
 */
public record AmountCode(int bits) {
    /** The greatest amount that has a code. */
    public static final long UNITS_MAX = 18_201_624;
    private static final int MANTISSA_BITS = 14;
    private static final int MANTISSAS = 1 << MANTISSA_BITS;

    public AmountCode {
        StsChecks.requireRange("amount code", bits, 0, 0xFFFF);
    }

    /**
     * The code of this amount or, if it has none, of the next that has: rounded in the customer's favour.
     *
     * @param units 0 to {@link #UNITS_MAX}
     * @throws BadStsValueException if it is anything else
     */
    public static AmountCode atLeast(long units) {
        StsChecks.requireRange("amount", units, 0, UNITS_MAX);
        int exponent = 0;
        long step = 1;
        long first = 0;
        while (units > first + step * (MANTISSAS - 1)) {
            first += step * MANTISSAS;
            step *= 10;
            exponent++;
        }
        // An amount between the last of one exponent and the first of the next goes up to that first.
        long mantissa = Math.ceilDiv(Math.max(units - first, 0), step);
        return new AmountCode(exponent << MANTISSA_BITS | (int) mantissa);
    }

    /** The amount that it stands for. */
    public long units() {
        long first = 0;
        long step = 1;
        for (int exponent = bits >> MANTISSA_BITS; exponent > 0; exponent--) {
            first += step * MANTISSAS;
            step *= 10;
        }
        return first + step * (bits & (MANTISSAS - 1));
    }

    @Override
    public String toString() {
        return units() + " units";
    }
}

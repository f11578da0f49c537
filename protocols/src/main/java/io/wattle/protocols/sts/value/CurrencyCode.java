package io.wattle.protocols.sts.value;

import java.math.BigInteger;

/**
 * Money as a currency token holds it, in hundred-thousandths of the currency's base unit: sign, exponent (5 bits) and
 * mantissa (14 bits). Immutable.
 *
 * <p>Anything else is refused with a {@link BadStsValueException}.
 *
 * @param negative takes credit away; a negative zero can be read, and is worth zero
 * @param exponent 0 to 31
 * @param mantissa 0 to 16 383
 */
public record CurrencyCode(boolean negative, int exponent, int mantissa) {
    private static final int EXPONENT_MAX = 31;
    private static final int MANTISSAS = 1 << 14;
    /** The greatest magnitude that has a code, about 1.8 * 10^35. */
    public static final BigInteger VALUE_MAX = new CurrencyCode(false, EXPONENT_MAX, MANTISSAS - 1).value();

    public CurrencyCode {
        StsChecks.requireRange("currency exponent", exponent, 0, EXPONENT_MAX);
        StsChecks.requireRange("currency mantissa", mantissa, 0, MANTISSAS - 1);
    }

    /**
     * The code of this amount or, if it has none, of the next greater that has: rounded towards plus infinity, for
     * negative amounts too.
     *
     * @param value in hundred-thousandths of the base unit, from -{@link #VALUE_MAX} to {@link #VALUE_MAX}
     * @throws BadStsValueException if it is anything else
     */
    public static CurrencyCode atLeast(BigInteger value) {
        BigInteger magnitude = value.abs();
        StsChecks.require(magnitude.compareTo(VALUE_MAX) <= 0, "currency amount", "is too large to have a code");
        boolean negative = value.signum() < 0;
        int exponent = 0;
        while (exponent < EXPONENT_MAX && magnitude.compareTo(first(exponent + 1)) >= 0) {
            exponent++;
        }
        BigInteger[] steps = magnitude.subtract(first(exponent)).divideAndRemainder(BigInteger.TEN.pow(exponent));
        int mantissa = steps[0].intValueExact() + (negative || steps[1].signum() == 0 ? 0 : 1);
        return mantissa < MANTISSAS
                ? new CurrencyCode(negative, exponent, mantissa)
                : new CurrencyCode(negative, exponent + 1, 0);
    }

    /** The amount that it stands for, in hundred-thousandths of the base unit. */
    public BigInteger value() {
        BigInteger magnitude = first(exponent).add(BigInteger.TEN.pow(exponent).multiply(BigInteger.valueOf(mantissa)));
        return negative ? magnitude.negate() : magnitude;
    }

    /** The least amount with this exponent: 2^14 * (10^(exponent-1) + ... + 10 + 1). */
    private static BigInteger first(int exponent) {
        BigInteger repunit = BigInteger.TEN.pow(exponent).subtract(BigInteger.ONE).divide(BigInteger.valueOf(9));
        return repunit.multiply(BigInteger.valueOf(MANTISSAS));
    }
}

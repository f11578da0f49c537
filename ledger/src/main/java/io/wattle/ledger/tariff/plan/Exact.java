package io.wattle.ledger.tariff.plan;

import java.math.BigInteger;

/**
 * The arithmetic of prices: products that may be wider than a long, divided once and rounded once, half up.
 *
 * <p>Pure, safe for any thread. Overflow of a result throws {@link ArithmeticException}, never wraps.
 */
public final class Exact {
    /** A rate is in millionths of a minor unit for 1,000 Wh or l: so many of them for one Wh make one minor unit. */
    public static final long PER_MINOR = 1_000_000_000L;
    /** A share is in millionths. */
    public static final long WHOLE_PPM = 1_000_000L;
    /** Up to here, in minor units or in Wh and l, anything is sold: sums of them stay far inside a long. */
    public static final long AMOUNT_MAX = 1_000_000_000_000_000L;

    private Exact() {}

    /** {@code factor * other / divisor}, half up; no argument below zero, the divisor above. */
    public static long ratio(long factor, long other, long divisor) {
        long product = factor * other;
        if (Math.multiplyHigh(factor, other) == 0 && product >= 0) {
            long whole = product / divisor;
            long rest = product - whole * divisor;
            return rest >= divisor - rest ? whole + 1 : whole;
        }
        BigInteger wide = BigInteger.valueOf(factor).multiply(BigInteger.valueOf(other));
        BigInteger[] parts = wide.divideAndRemainder(BigInteger.valueOf(divisor));
        boolean up = parts[1].shiftLeft(1).compareTo(BigInteger.valueOf(divisor)) >= 0;
        return (up ? parts[0].add(BigInteger.ONE) : parts[0]).longValueExact();
    }

    /** What so many Wh or l cost at a rate, in minor units. */
    public static long price(long units, long rateMicro) {
        return ratio(units, rateMicro, PER_MINOR);
    }

    /** A share of an amount. */
    public static long share(long amount, long ppm) {
        return ppm == WHOLE_PPM ? amount : ratio(amount, ppm, WHOLE_PPM);
    }

    static long within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + ".." + max + ", was: " + value);
        }
        return value;
    }

    static String named(String name, String value) {
        if (value.isBlank() || value.length() > 80) {
            throw new IllegalArgumentException(name + " must be 1..80 characters, was: \"" + value + "\"");
        }
        return value;
    }
}

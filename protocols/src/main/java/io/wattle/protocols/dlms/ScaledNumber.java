package io.wattle.protocols.dlms;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Numbers with a power of ten beside them, exact or not at all. */
final class ScaledNumber {
    private static final int EXPONENT_MAX = 40; // a long has nineteen digits: beyond, nothing is whole and fits

    private ScaledNumber() {}

    /** {@code value} times ten to the power of {@code exponent}; empty unless that is whole and fits a long. */
    static OptionalLong exact(long value, int exponent) {
        if (value == 0) {
            return OptionalLong.of(0);
        }
        if (Math.abs(exponent) > EXPONENT_MAX) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(BigDecimal.valueOf(value).scaleByPowerOfTen(exponent).longValueExact());
        } catch (ArithmeticException notExact) {
            return OptionalLong.empty();
        }
    }
}

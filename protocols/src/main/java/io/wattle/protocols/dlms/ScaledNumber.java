package io.wattle.protocols.dlms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** Numbers with a power of ten beside them: exact where something is given, rounded down where something is shown. */
final class ScaledNumber {
    private static final int EXPONENT_MAX = 40; // a long has nineteen digits: beyond, nothing is whole and fits

    private ScaledNumber() {}

    /** {@code value} times ten to the power of {@code exponent}; empty unless that is whole and fits a long. */
    static OptionalLong exact(long value, int exponent) {
        return scaled(value, exponent, RoundingMode.UNNECESSARY);
    }

    /** The same, less what is below one: a meter that shows tenths is to be read, too. Empty unless it fits a long. */
    static OptionalLong floor(long value, int exponent) {
        return scaled(value, exponent, RoundingMode.FLOOR);
    }

    private static OptionalLong scaled(long value, int exponent, RoundingMode rounding) {
        if (value == 0) {
            return OptionalLong.of(0);
        }
        if (Math.abs(exponent) > EXPONENT_MAX) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    BigDecimal.valueOf(value).scaleByPowerOfTen(exponent).setScale(0, rounding).longValueExact());
        } catch (ArithmeticException notExact) {
            return OptionalLong.empty();
        }
    }
}

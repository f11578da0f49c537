package io.wattle.protocols.sts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyCodeTest {

    @ParameterizedTest
    @CsvSource({"0, false, 0, 0", "16383, false, 0, 16383", "100000, false, 1, 8362", "-100000, true, 1, 8361",
            "180223, false, 2, 0", "-180223, true, 1, 16383", "-16385, true, 1, 0", "-1, true, 0, 1"})
    void shouldRoundTowardsPlusInfinity(long value, boolean negative, int exponent, int mantissa) {
        assertThat(CurrencyCode.atLeast(BigInteger.valueOf(value)))
                .isEqualTo(new CurrencyCode(negative, exponent, mantissa));
    }

    @Test
    void shouldReachItsBoundsAndNotBeyond() {
        CurrencyCode greatest = new CurrencyCode(false, 31, 16_383);
        assertThat(CurrencyCode.VALUE_MAX).isEqualTo(greatest.value());
        assertThat(CurrencyCode.atLeast(CurrencyCode.VALUE_MAX)).isEqualTo(greatest);
        assertThat(CurrencyCode.atLeast(CurrencyCode.VALUE_MAX.negate()))
                .isEqualTo(new CurrencyCode(true, 31, 16_383));
        BigInteger beyond = CurrencyCode.VALUE_MAX.add(BigInteger.ONE);
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> CurrencyCode.atLeast(beyond));
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> CurrencyCode.atLeast(beyond.negate()));
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new CurrencyCode(false, 32, 0));
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new CurrencyCode(false, 0, 16_384));
    }

    @Property
    void shouldReadBackEveryCode(@ForAll boolean negative, @ForAll @IntRange(max = 31) int exponent,
            @ForAll @IntRange(max = 16_383) int mantissa) {
        CurrencyCode code = new CurrencyCode(negative, exponent, mantissa);
        CurrencyCode expected = code.value().signum() == 0 ? new CurrencyCode(false, 0, 0) : code;
        assertThat(CurrencyCode.atLeast(code.value())).isEqualTo(expected);
    }

    @Property
    void shouldGiveNoLessThanWasAskedAndNotAStepMore(@ForAll("values") BigInteger value) {
        CurrencyCode code = CurrencyCode.atLeast(value);
        assertThat(code.value()).isGreaterThanOrEqualTo(value);
        assertThat(code.value().subtract(value)).isLessThan(BigInteger.TEN.pow(code.exponent()));
        assertThat(code.value().signum() * value.signum()).isNotNegative();
    }

    @Property
    void shouldNotGiveMoreForLess(@ForAll("values") BigInteger one, @ForAll("values") BigInteger other) {
        assertThat(CurrencyCode.atLeast(one.min(other)).value())
                .isLessThanOrEqualTo(CurrencyCode.atLeast(one.max(other)).value());
    }

    @Provide
    Arbitrary<BigInteger> values() {
        Arbitrary<BigInteger> small = Arbitraries.bigIntegers()
                .between(BigInteger.valueOf(-2_000_000), BigInteger.valueOf(2_000_000));
        Arbitrary<BigInteger> any = Arbitraries.bigIntegers()
                .between(CurrencyCode.VALUE_MAX.negate(), CurrencyCode.VALUE_MAX);
        return Arbitraries.oneOf(small, any);
    }
}

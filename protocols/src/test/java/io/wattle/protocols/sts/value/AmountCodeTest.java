package io.wattle.protocols.sts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountCodeTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "16383, 0, 16383", "16384, 1, 0", "16385, 1, 1", "180214, 1, 16383", "180215, 2, 0",
            "180223, 2, 0", "180224, 2, 0", "1818524, 2, 16383", "1818525, 3, 0", "1818623, 3, 0", "1818624, 3, 0",
            "18201624, 3, 16383"})
    void shouldRoundUpWithinAndBetweenExponents(long units, int exponent, int mantissa) {
        assertThat(AmountCode.atLeast(units)).isEqualTo(new AmountCode(exponent << 14 | mantissa));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 18_201_625, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldRefuseAmountsWithoutACode(long units) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> AmountCode.atLeast(units))
                .withMessageContaining("amount must be 0 to 18201624");
    }

    @Test
    void shouldReadBackEveryCodeAndRiseWithIt() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            AmountCode code = new AmountCode(bits);
            assertThat(AmountCode.atLeast(code.units())).isEqualTo(code);
            if (bits > 0) {
                assertThat(code.units()).isGreaterThan(new AmountCode(bits - 1).units());
            }
        }
    }

    @Property
    void shouldGiveNoLessThanWasAskedAndNotAStepMore(@ForAll @LongRange(max = AmountCode.UNITS_MAX) long units) {
        AmountCode code = AmountCode.atLeast(units);
        assertThat(code.units()).isGreaterThanOrEqualTo(units);
        if (code.bits() > 0) {
            assertThat(new AmountCode(code.bits() - 1).units()).isLessThan(units);
        }
    }

    @Property
    void shouldNotGiveMoreForLess(@ForAll @IntRange(max = 20_000) int more,
            @ForAll @LongRange(max = AmountCode.UNITS_MAX - 20_000) long units) {
        assertThat(AmountCode.atLeast(units).units()).isLessThanOrEqualTo(AmountCode.atLeast(units + more).units());
    }
}

package io.wattle.ledger.token;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAmountsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 0", "100, 100", "25699, 25600", "1638399, 1638300", "1638400, 1638400", "1639399, 1638400",
            "18022399, 18021400", "18022400, 18022400", "18032399, 18022400", "181862399, 181852400",
            "181862400, 181862400", "1820162400, 1820162400", "9000000000000000000, 1820162400"})
    void shouldRoundDownToWhatATokenCanSay(long units, long expected) {
        assertThat(TokenAmounts.atMost(units)).isEqualTo(expected);
        assertThat(TokenAmounts.UNITS_MAX).isEqualTo(1_820_162_400L);
    }

    /** Made of exponent and mantissa as the standard has it, by another way than the rounding. */
    @Property
    void shouldFindEveryAmountThatATokenCanSay(@ForAll @LongRange(min = 0, max = 3) long exponent,
            @ForAll @LongRange(min = 0, max = 16_383) long mantissa) {
        long tenths = 0;
        long power = 1;
        for (int n = 1; n <= exponent; n++) {
            tenths += 16_384 * power;
            power *= 10;
        }
        tenths += power * mantissa;
        assertThat(TokenAmounts.atMost(tenths * 100)).isEqualTo(tenths * 100);
        assertThat(TokenAmounts.atMost(tenths * 100 + 99)).isEqualTo(tenths * 100);
    }
}

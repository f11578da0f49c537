package io.wattle.protocols.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.sts.value.BadStsValueException;
import java.math.BigInteger;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDigitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"01234567890123456789", "0123 4567 8901 2345 6789", " 0123-4567-8901-2345-6789\n",
            "0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9"})
    void shouldReadWhatPeopleType(String typed) {
        assertThat(TokenDigits.parse(typed).digits()).isEqualTo("01234567890123456789");
        assertThat(TokenDigits.parse(typed).grouped()).isEqualTo("0123 4567 8901 2345 6789");
    }

    @Test
    void shouldTakeTheLargestTokenAndNoLarger() {
        assertThat(TokenDigits.parse("73786976294838206463").number())
                .isEqualTo(BigInteger.TWO.pow(66).subtract(BigInteger.ONE));
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> TokenDigits.parse("73786976294838206464"))
                .withMessage("token is larger than any token can be");
    }

    @Test
    void shouldNotReadALongTextAtAll() {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> TokenDigits.parse(" ".repeat(101)))
                .withMessage("token must not have more than 100 characters");
    }

    @Property(tries = 500)
    void shouldReadBackWhatItPrintsAndSends(@ForAll("tokens") TokenDigits token) {
        assertThat(TokenDigits.parse(token.grouped())).isEqualTo(token);
        assertThat(TokenDigits.of(token.number())).isEqualTo(token);
        assertThat(token.grouped()).matches("(\\d{4} ){4}\\d{4}");
        for (TokenForm form : TokenForm.values()) {
            assertThat(form.decode(form.encode(token))).isEqualTo(token);
        }
    }

    @ParameterizedTest
    @CsvSource({"BCD10, 73786976294838206463", "ASCII20, 3733373836393736323934383338323036343633",
            "BIN9, 03ffffffffffffffff"})
    void shouldSendTheLargestTokenInEachForm(TokenForm form, String hex) {
        TokenDigits largest = new TokenDigits("73786976294838206463");
        assertThat(HexFormat.of().formatHex(form.encode(largest))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"BCD10, 7378697629483820646A", "BCD10, 99999999999999999999", "BCD10, 00",
            "ASCII20, 3733373836393736323934383338323036343641", "ASCII20, B733373836393736323934383338323036343633",
            "BIN9, 040000000000000000", "BIN9, FFFFFFFFFFFFFFFFFF"})
    void shouldRefuseBytesThatAreNoToken(TokenForm form, String hex) {
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> form.decode(HexFormat.of().parseHex(hex)));
    }

    @Property(tries = 500)
    void shouldRefuseOrReadBackAnyBytes(@ForAll @Size(max = 24) byte[] bytes, @ForAll TokenForm form) {
        try {
            assertThat(form.encode(form.decode(bytes))).isEqualTo(bytes);
        } catch (BadStsValueException refused) {
            assertThat(refused.field()).isEqualTo("token");
        }
    }

    @Provide
    Arbitrary<TokenDigits> tokens() {
        return Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TWO.pow(66).subtract(BigInteger.ONE))
                .map(TokenDigits::of);
    }
}

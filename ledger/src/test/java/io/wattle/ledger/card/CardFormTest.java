package io.wattle.ledger.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardFormTest {

    /** F050, F051: 12 to 24 characters, never 20, at least 60 bits. 10^18 is a little less than 2^60, 32^12 is 2^60. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NUMERIC      | 18 | less than 60 bits
            NUMERIC      | 19 |
            NUMERIC      | 20 | STS token
            NUMERIC      | 21 |
            NUMERIC      | 24 |
            NUMERIC      | 25 | 12..24
            NUMERIC      | 12 | less than 60 bits
            ALPHANUMERIC | 11 | 12..24
            ALPHANUMERIC | 12 |
            ALPHANUMERIC | 20 | STS token
            ALPHANUMERIC | 24 |
            ALPHANUMERIC | 0  | 12..24
            """)
    void shouldRefuseNumbersThatCouldBeGuessedOrTakenForATokenF050F051(CardAlphabet alphabet, int length, String why) {
        assertThat(new CardForm(alphabet, length).weakness().orElse("")).contains(why == null ? "" : why);
        assertThat(new CardForm(alphabet, length).weakness().isPresent()).isEqualTo(why != null);
    }
}

package io.wattle.ledger.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTermsTest {

    @Test
    void shouldCountByUtcUnlessItIsToldOtherwise() {
        assertThat(new TokenTerms("600727000000000009", "123456", "01", 1, 2, 255, 2014, "04", "11").zone())
                .isEqualTo("UTC");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            meterPan, 60072700000000000, 123456, 01, 1, 2, 255, 2014, 04, 11, UTC
            meterPan, 60072700000000000x, 123456, 01, 1, 2, 255, 2014, 04, 11, UTC
            supplyGroup, 600727000000000009, 12345, 01, 1, 2, 255, 2014, 04, 11, UTC
            tariffIndex, 600727000000000009, 123456, 1, 1, 2, 255, 2014, 04, 11, UTC
            keyRevision, 600727000000000009, 123456, 01, 0, 2, 255, 2014, 04, 11, UTC
            keyRevision, 600727000000000009, 123456, 01, 10, 2, 255, 2014, 04, 11, UTC
            keyType, 600727000000000009, 123456, 01, 1, 4, 255, 2014, 04, 11, UTC
            keyExpiry, 600727000000000009, 123456, 01, 1, 2, 256, 2014, 04, 11, UTC
            keyExpiry, 600727000000000009, 123456, 01, 1, 2, -1, 2014, 04, 11, UTC
            baseYear, 600727000000000009, 123456, 01, 1, 2, 255, 2015, 04, 11, UTC
            keyGeneration, 600727000000000009, 123456, 01, 1, 2, 255, 2014, 03, 11, UTC
            encryption, 600727000000000009, 123456, 01, 1, 2, 255, 2014, 04, 09, UTC
            zone, 600727000000000009, 123456, 01, 1, 2, 255, 2014, 04, 11, Nowhere/At-all""")
    void shouldNameTheFieldThatIsWrong(String field, String pan, String group, String index, int revision, int type,
            int expiry, int base, String generation, String encryption, String zone) {
        assertThatThrownBy(() -> new TokenTerms(pan, group, index, revision, type, expiry, base, generation, encryption,
                zone)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(field + " must be ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0123", "1, 123", "2, 12", "3, 13"})
    void shouldLetAKeyBecomeOnlyWhatTheTableSays(int from, String to) {
        TokenTerms terms = new TokenTerms("600727000000000009", "123456", "01", 1, from, 255, 2014, "04", "11");
        for (int next = 0; next <= 3; next++) {
            assertThat(terms.mayBecome(next)).as("%d to %d", from, next).isEqualTo(to.contains("" + next));
        }
        assertThat(terms.takesCredit()).isEqualTo(from != 1);
    }

    @Test
    void shouldExpireByTheUpperEightBits() {
        TokenTerms terms = new TokenTerms("600727000000000009", "123456", "01", 1, 2, 96, 2014, "04", "11");
        assertThat(terms.hasExpiredAt(96 << 16)).isFalse();
        assertThat(terms.hasExpiredAt((97 << 16) - 1)).isFalse();
        assertThat(terms.hasExpiredAt(97 << 16)).isTrue();
    }

    @Test
    void shouldRefuseAValueThatItsKindDoesNotHave() {
        assertThatThrownBy(() -> new TokenOrder.Management(TokenOrder.Kind.CLEAR_TAMPER, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value must be 0..0 for CLEAR_TAMPER, was: 1");
    }
}

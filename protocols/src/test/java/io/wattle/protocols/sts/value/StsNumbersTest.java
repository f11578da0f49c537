package io.wattle.protocols.sts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsNumbersTest {

    @ParameterizedTest
    @CsvSource({"01, legacy", "03, withdrawn", "99, 02 or 04", "'', 02 or 04"})
    void shouldRefuseByNameAKeyGenerationThatIsNotSupported(String digits, String reason) {
        assertRefused(() -> KeyGenerationAlgorithm.of(digits), "DKGA", reason);
    }

    @ParameterizedTest
    @CsvSource({"09, withdrawn", "12, 07 or 11"})
    void shouldRefuseByNameAnEncryptionThatIsNotSupported(String digits, String reason) {
        assertRefused(() -> EncryptionAlgorithm.of(digits), "EA", reason);
    }

    @Test
    void shouldRefuseNumbersOutOfRange() {
        assertRefused(() -> new SupplyGroupCode("12345"), "SGC", "6 decimal digits");
        assertRefused(() -> SupplyGroupCode.of(1_000_000), "SGC", "999999");
        assertRefused(() -> new TariffIndex(100), "TI", "0 to 99");
        assertRefused(() -> new KeyRevisionNumber(0), "KRN", "1 to 9");
        assertRefused(() -> new KeyRevisionNumber(10), "KRN", "1 to 9");
        assertRefused(() -> new KeyExpiryNumber(256), "KEN", "0 to 255");
        assertRefused(() -> KeyType.of(4), "KT", "0 to 3");
        assertRefused(() -> BaseDate.ofYear(2000), "base date", "1993, 2014 or 2035");
    }

    @Test
    void shouldReadBackWhatItShows() {
        assertThat(KeyType.values()).allSatisfy(type -> assertThat(KeyType.of(type.number())).isEqualTo(type));
        assertThat(BaseDate.values()).allSatisfy(date -> assertThat(BaseDate.ofYear(date.year())).isEqualTo(date));
        assertThat(EncryptionAlgorithm.values())
                .allSatisfy(one -> assertThat(EncryptionAlgorithm.of(one.digits())).isEqualTo(one));
        assertThat(KeyGenerationAlgorithm.values())
                .allSatisfy(one -> assertThat(KeyGenerationAlgorithm.of(one.digits())).isEqualTo(one));
        assertThat(SupplyGroupCode.of(42)).isEqualTo(new SupplyGroupCode("000042"));
        assertThat(new SupplyGroupCode("201457").number()).isEqualTo(201_457);
        assertThat(new TariffIndex(7)).hasToString("07");
    }

    @Test
    void shouldBeginRevisionsAgainAfterNine() {
        assertThat(IntStream.rangeClosed(1, 9).map(n -> new KeyRevisionNumber(n).next().number()))
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 1);
    }

    @Test
    void shouldExpireAKeyWithTheFirstMinuteAfterItsNumber() {
        KeyExpiryNumber ken = new KeyExpiryNumber(170);
        assertThat(ken.hasExpiredAt(new TokenIdentifier((171 << 16) - 1))).isFalse();
        assertThat(ken.hasExpiredAt(new TokenIdentifier(171 << 16))).isTrue();
        assertThat(KeyExpiryNumber.NEVER.hasExpiredAt(new TokenIdentifier(0xFF_FFFF))).isFalse();
    }

    @Test
    void shouldKnowWhichKeyMayFollowWhich() {
        assertThat(children(KeyType.DITK)).containsExactly(KeyType.values());
        assertThat(children(KeyType.DDTK)).containsExactly(KeyType.DDTK, KeyType.DUTK, KeyType.DCTK);
        assertThat(children(KeyType.DUTK)).containsExactly(KeyType.DDTK, KeyType.DUTK);
        assertThat(children(KeyType.DCTK)).containsExactly(KeyType.DDTK, KeyType.DCTK);
        assertThat(KeyType.values()).filteredOn(KeyType::takesCredit).doesNotContain(KeyType.DDTK).hasSize(3);
    }

    private static List<KeyType> children(KeyType parent) {
        return Arrays.stream(KeyType.values()).filter(parent::mayBecome).toList();
    }

    private static void assertRefused(ThrowingCallable making, String field, String reason) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(making)
                .satisfies(bad -> assertThat(bad.field()).isEqualTo(field))
                .satisfies(bad -> assertThat(bad.reason()).contains(reason))
                .satisfies(bad -> assertThat(bad).hasMessage(bad.sentence()));
    }
}

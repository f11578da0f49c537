package io.wattle.protocols.sts.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import java.util.HexFormat;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCipherTest {
    private static final TokenCipher CIPHER = TokenCipher.standard();
    private static final String NIBBLES = "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15";

    @ParameterizedTest
    @CsvSource({"0123456789ABCDEF, 8B1DA5F56AB3D07C", "FEDCBA9876543210, 04B68240B13BE95D"})
    void shouldEncryptTheTestDataOfRfc2994(String plain, String expected) {
        DecoderKey key = new DecoderKey(EncryptionAlgorithm.EA11,
                HexFormat.of().parseHex("00112233445566778899AABBCCDDEEFF"));
        assertThat(CIPHER.encrypt(key, Long.parseUnsignedLong(plain, 16)))
                .isEqualTo(Long.parseUnsignedLong(expected, 16));
    }

    @Property(tries = 300)
    void shouldDecryptWhatItEncryptsWithSta(@ForAll @Size(8) byte[] key, @ForAll long block) {
        assertThereAndBack(new DecoderKey(EncryptionAlgorithm.EA07, key), block);
    }

    @Property(tries = 300)
    void shouldDecryptWhatItEncryptsWithMisty1(@ForAll @Size(16) byte[] key, @ForAll long block) {
        assertThereAndBack(new DecoderKey(EncryptionAlgorithm.EA11, key), block);
    }

    @Test
    void shouldTakeRemarksAndBlankLinesInTables() {
        String bits = String.join("\n", IntStream.range(0, 64).mapToObj(Integer::toString).toList());
        String text = "# ours\n[S1]\n" + NIBBLES + " # the identity\n\n[S2]\n" + NIBBLES + "\n[P]\n" + bits;
        DecoderKey key = new DecoderKey(EncryptionAlgorithm.EA07, new byte[8]);
        assertThat(new TokenCipher(StaTables.parse(text)).encrypt(key, 42)).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[S1]", "[S1]\n1 2 3", "[S1]\n0 0 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
            "[S1]\n1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"})
    void shouldNameTheTableThatIsNoPermutation(String text) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> StaTables.parse(text))
                .withMessage("table S1 must hold each of 0 to 15 once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[S1]\n1 two 3", "[S1]\n99999999999", "hello"})
    void shouldRefuseTablesWithSomethingElseThanNumbers(String text) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> StaTables.parse(text))
                .withMessage("tables must hold whole numbers only");
    }

    private static void assertThereAndBack(DecoderKey key, long block) {
        assertThat(CIPHER.decrypt(key, CIPHER.encrypt(key, block))).isEqualTo(block);
        assertThat(CIPHER.encrypt(key, CIPHER.decrypt(key, block))).isEqualTo(block);
    }
}

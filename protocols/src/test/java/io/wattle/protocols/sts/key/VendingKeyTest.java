package io.wattle.protocols.sts.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendingKeyTest {
    private static final String DES_KEY = "ABABABABABABABAB";
    private static final String LONG_KEY = "ABABABABABABABAB949494949494949401234567";

    @ParameterizedTest
    @CsvSource({"02, 07, 123456, 1993, ABABABABABABABAB, E653341F9D5BF36F",
            "04, 07, 201457, 2014, ABABABABABABABAB949494949494949401234567, 87F3ECBB2E46B48F",
            "04, 11, 201457, 2014, ABABABABABABABAB949494949494949401234567, 929BD3A415C9420A05EC5EE9F3CE91C3"})
    void shouldMakeTheKeysOfTheWorkedExamples(String algorithm, String encryption, String group, int year, String key,
            String expected) {
        KeyIdentity identity = identity(group, KeyType.DUTK, year, algorithm, encryption);
        try (VendingKey vending = key(label(identity, VendingKeyKind.VUDK), key);
                DecoderKey made = vending.decoderKey(identity)) {
            assertThat(made.bytes()).isEqualTo(HexFormat.of().parseHex(expected));
            assertThat(made.encryption().digits()).isEqualTo(encryption);
        }
    }

    @ParameterizedTest
    @CsvSource({"VDDK, DDTK", "VUDK, DUTK", "VCDK, DCTK"})
    void shouldMakeKeysOfItsOwnKindOnly(VendingKeyKind kind, KeyType made) {
        for (KeyType type : KeyType.values()) {
            KeyIdentity identity = identity("123456", type, 1993, "02", "07");
            try (VendingKey vending = key(label(identity, kind), DES_KEY)) {
                if (type == made) {
                    assertThat(vending.decoderKey(identity).encryption()).isEqualTo(EncryptionAlgorithm.EA07);
                } else {
                    assertThatExceptionOfType(BadStsValueException.class)
                            .isThrownBy(() -> vending.decoderKey(identity))
                            .withMessage("KT " + type + " cannot be made from a " + kind);
                }
            }
        }
    }

    @Test
    void shouldMakeOneCommonKeyForAllMetersOfAGroup() {
        KeyIdentity one = identity("123456", KeyType.DCTK, 1993, "02", "07");
        KeyIdentity other = new KeyIdentity(new MeterPan("600727111111111153"), one.supplyGroup(), one.tariffIndex(),
                one.revision(), one.type(), one.baseDate(), one.algorithm(), one.encryption());
        try (VendingKey vending = key(label(one, VendingKeyKind.VCDK), DES_KEY)) {
            assertThat(vending.decoderKey(one).isSameAs(vending.decoderKey(other))).isTrue();
        }
    }

    @Test
    void shouldRefuseACommonKeyWhereNobodySaysHowItIsMade() {
        KeyIdentity identity = identity("201457", KeyType.DCTK, 2014, "04", "07");
        try (VendingKey vending = key(label(identity, VendingKeyKind.VCDK), LONG_KEY)) {
            assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> vending.decoderKey(identity))
                    .withMessageContaining("DCTK is not supported with DKGA 04");
        }
    }

    @Test
    void shouldRefuseAnIdentityOfAnotherVendingKey() {
        KeyIdentity mine = identity("201457", KeyType.DUTK, 2014, "04", "11");
        try (VendingKey vending = key(label(mine, VendingKeyKind.VUDK), LONG_KEY)) {
            assertRefused(vending, identity("201458", KeyType.DUTK, 2014, "04", "11"), "SGC");
            assertRefused(vending, identity("201457", KeyType.DUTK, 2035, "04", "11"), "base date");
            assertRefused(vending, identity("201457", KeyType.DUTK, 2014, "02", "07"), "DKGA");
            assertRefused(vending, new KeyIdentity(mine.pan(), mine.supplyGroup(), mine.tariffIndex(),
                    mine.revision().next(), mine.type(), mine.baseDate(), mine.algorithm(), mine.encryption()), "KRN");
        }
    }

    @Test
    void shouldRefuseDesForMisty1() {
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> identity("123456", KeyType.DUTK, 1993, "02", "11"))
                .withMessage("EA 11 does not go with DKGA 02");
    }

    @ParameterizedTest
    @CsvSource({"02, ABABABABABABAB, 8 bytes", "04, ABABABABABABABAB, 20 bytes", "02, ABABABABABABABAA, odd parity"})
    void shouldRefuseKeysThatNoModuleHas(String algorithm, String key, String reason) {
        KeyIdentity identity = identity("123456", KeyType.DUTK, 1993, algorithm, "07");
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> key(label(identity, VendingKeyKind.VUDK), key))
                .withMessageContaining(reason)
                .satisfies(bad -> assertThat(bad.getMessage()).doesNotContainIgnoringCase("ABAB"));
    }

    @Property(tries = 300)
    void shouldNoticeAnyBitOfADesKeyThatIsWrong(@ForAll @Size(8) byte[] any, @ForAll @IntRange(max = 63) int wrong) {
        byte[] key = any.clone();
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.bitCount(key[i] & 0xFF) % 2 == 1 ? key[i] : key[i] ^ 1);
        }
        KeyIdentity identity = identity("123456", KeyType.DUTK, 1993, "02", "07");
        VendingKeyLabel label = label(identity, VendingKeyKind.VUDK);
        assertThat(new VendingKey(label, key).label()).isEqualTo(label);
        key[wrong / 8] ^= (byte) (1 << wrong % 8);
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new VendingKey(label, key));
    }

    @ParameterizedTest
    @CsvSource({"02, 0123456789ABCDEF, D5D44F", "04, ABABABABABABABAB949494949494949401234567, 0F353D"})
    void shouldHaveACheckValue(String algorithm, String key, String expected) {
        KeyIdentity identity = identity("123456", KeyType.DUTK, 1993, algorithm, "07");
        assertThat(key(label(identity, VendingKeyKind.VUDK), key).checkValue()).isEqualTo(expected);
    }

    @Test
    void shouldHaveACheckValueOfADecoderKey() {
        assertThat(decoderKey("E653341F9D5BF36F").checkValue()).isEqualTo("A2C9BC");
    }

    @Test
    void shouldTakeDecoderKeysOfTheirLengthOnly() {
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> new DecoderKey(EncryptionAlgorithm.EA11, new byte[8]))
                .withMessage("decoder key must have 16 bytes for EA 11");
    }

    @Test
    void shouldTellKeysApart() {
        assertThat(decoderKey("E653341F9D5BF36F").isSameAs(decoderKey("E653341F9D5BF36F"))).isTrue();
        assertThat(decoderKey("E653341F9D5BF36F").isSameAs(decoderKey("E653341F9D5BF36E"))).isFalse();
    }

    @Test
    void shouldHideKeysAndRefuseToUseThemOnceClosed() {
        KeyIdentity identity = identity("123456", KeyType.DUTK, 1993, "02", "07");
        byte[] given = HexFormat.of().parseHex(DES_KEY);
        VendingKey vending = new VendingKey(label(identity, VendingKeyKind.VUDK), given);
        Arrays.fill(given, (byte) 0);
        DecoderKey made = vending.decoderKey(identity);
        made.bytes()[0]++; // a copy
        assertThat(made.bytes()).isEqualTo(HexFormat.of().parseHex("E653341F9D5BF36F"));
        assertThat(vending.toString()).contains("VUDK").doesNotContainIgnoringCase("ABAB");
        assertThat(made).hasToString("DecoderKey[hidden]");

        vending.close();
        made.close();

        assertThatIllegalStateException().isThrownBy(() -> vending.decoderKey(identity));
        assertThatIllegalStateException().isThrownBy(made::bytes);
    }

    private static void assertRefused(VendingKey vending, KeyIdentity identity, String field) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> vending.decoderKey(identity))
                .satisfies(bad -> assertThat(bad.field()).isEqualTo(field));
    }

    private static DecoderKey decoderKey(String key) {
        return new DecoderKey(EncryptionAlgorithm.EA07, HexFormat.of().parseHex(key));
    }

    private static VendingKey key(VendingKeyLabel label, String key) {
        return new VendingKey(label, HexFormat.of().parseHex(key));
    }

    private static VendingKeyLabel label(KeyIdentity of, VendingKeyKind kind) {
        return new VendingKeyLabel(of.supplyGroup(), of.revision(), kind, of.baseDate(), of.algorithm(),
                KeyExpiryNumber.NEVER);
    }

    private static KeyIdentity identity(String group, KeyType type, int year, String algorithm, String encryption) {
        return new KeyIdentity(new MeterPan("600727000000000009"), new SupplyGroupCode(group), new TariffIndex(1),
                new KeyRevisionNumber(1), type, BaseDate.ofYear(year), KeyGenerationAlgorithm.of(algorithm),
                EncryptionAlgorithm.of(encryption));
    }
}

package io.wattle.headend.sts;

import io.wattle.headend.sts.keystore.KdfCost;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.DecoderReferenceNumber;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Made-up keys, labels and meters for tests; planted where a leak would show. */
public final class StsTestKeys {
    public static final String PASSPHRASE = "correct horse battery";
    public static final String KEY_HEX = "c0ffee00112233445566778899aabbccddeeff01";
    public static final String OTHER_KEY_HEX = "0badc0de112233445566778899aabbccddeeff02";
    public static final String DES_KEY_HEX = "abababababababab";
    public static final MeterPan PAN = new MeterPan("600727000000000009");
    /** Never expires. */
    public static final VendingKeyLabel UNIQUE = label("201457", 1, VendingKeyKind.VUDK, KeyExpiryNumber.NEVER);
    public static final VendingKeyLabel DEFAULT = label("201457", 2, VendingKeyKind.VDDK, KeyExpiryNumber.NEVER);
    /** Upper eight bits of a TID: 85 at most. */
    public static final VendingKeyLabel EXPIRED = label("201460", 7, VendingKeyKind.VUDK, new KeyExpiryNumber(85));
    public static final VendingKeyLabel DES = new VendingKeyLabel(new SupplyGroupCode("123456"),
            new KeyRevisionNumber(1), VendingKeyKind.VUDK, BaseDate.BD1993, KeyGenerationAlgorithm.DKGA02,
            KeyExpiryNumber.NEVER);

    private StsTestKeys() {}

    /** A keystore with all four keys. */
    public static KeyStore create(Path file) {
        try (Passphrase passphrase = passphrase()) {
            KeyStore keys = KeyStore.create(file, passphrase, "test-module", KdfCost.STANDARD);
            keys.add(UNIQUE, hex(KEY_HEX));
            keys.add(DEFAULT, hex(OTHER_KEY_HEX));
            keys.add(EXPIRED, hex(OTHER_KEY_HEX));
            keys.add(DES, hex(DES_KEY_HEX));
            return keys;
        }
    }

    public static KeyStore open(Path file) {
        try (Passphrase passphrase = passphrase()) {
            return KeyStore.open(file, passphrase);
        }
    }

    public static Passphrase passphrase() {
        char[] characters = PASSPHRASE.toCharArray();
        Passphrase passphrase = Passphrase.of(characters);
        Arrays.fill(characters, '\0');
        return passphrase;
    }

    /** A meter's key made from that vending key. */
    public static KeyIdentity meter(VendingKeyLabel label, KeyType type, EncryptionAlgorithm encryption) {
        return new KeyIdentity(PAN, label.supplyGroup(), new TariffIndex(1), label.revision(), type, label.baseDate(),
                label.algorithm(), encryption);
    }

    /** The usual meter. */
    public static KeyIdentity meter() {
        return meter(UNIQUE, KeyType.DUTK, EncryptionAlgorithm.EA07);
    }

    /** The same for another meter. */
    public static KeyIdentity meter(int number) {
        MeterPan pan = MeterPan.of(DecoderReferenceNumber.of("01", String.format(Locale.ROOT, "%08d", number)));
        KeyIdentity like = meter();
        return new KeyIdentity(pan, like.supplyGroup(), like.tariffIndex(), like.revision(), like.type(),
                like.baseDate(), like.algorithm(), like.encryption());
    }

    public static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static VendingKeyLabel label(String group, int revision, VendingKeyKind kind, KeyExpiryNumber expiry) {
        return new VendingKeyLabel(new SupplyGroupCode(group), new KeyRevisionNumber(revision), kind, BaseDate.BD2014,
                KeyGenerationAlgorithm.DKGA04, expiry);
    }
}

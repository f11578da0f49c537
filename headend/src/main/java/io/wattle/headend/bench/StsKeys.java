package io.wattle.headend.bench;

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
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Keys and meters that are made up for a measurement. */
final class StsKeys {
    private static final char[] PASSPHRASE = "only for this measurement".toCharArray();

    /** Both ways of making a meter's key. */
    private static final List<VendingKeyLabel> LABELS = List.of(label("123456", BaseDate.BD1993,
            KeyGenerationAlgorithm.DKGA02), label("201457", BaseDate.BD2014, KeyGenerationAlgorithm.DKGA04));

    private StsKeys() {}

    static KeyStore create(Path file) {
        try (Passphrase passphrase = Passphrase.of(PASSPHRASE)) {
            KeyStore keys = KeyStore.create(file, passphrase, "bench", KdfCost.STANDARD);
            for (VendingKeyLabel label : LABELS) {
                byte[] key = new byte[label.algorithm().vendingKeyBytes()];
                Arrays.fill(key, (byte) 0xAB); // of odd parity
                keys.add(label, key);
            }
            return keys;
        }
    }

    static List<KeyIdentity> meters(int count, KeyGenerationAlgorithm algorithm, EncryptionAlgorithm encryption) {
        VendingKeyLabel label = LABELS.stream().filter(one -> one.algorithm() == algorithm).findFirst().orElseThrow();
        return IntStream.range(0, count)
                .mapToObj(number -> new KeyIdentity(
                        MeterPan.of(DecoderReferenceNumber.of("01", String.format(Locale.ROOT, "%08d", number))),
                        label.supplyGroup(), new TariffIndex(1),
                        label.revision(), label.kind().makes(), label.baseDate(), algorithm, encryption))
                .toList();
    }

    private static VendingKeyLabel label(String group, BaseDate baseDate, KeyGenerationAlgorithm algorithm) {
        return new VendingKeyLabel(new SupplyGroupCode(group), new KeyRevisionNumber(1), VendingKeyKind.VUDK, baseDate,
                algorithm, KeyExpiryNumber.NEVER);
    }
}

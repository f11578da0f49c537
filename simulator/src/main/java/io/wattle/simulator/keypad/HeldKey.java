package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.Arrays;

/** A meter's decoder key and what it knows of it; all of it changes together. Immutable, and shows no key. */
record HeldKey(EncryptionAlgorithm encryption, byte[] bytes, KeyType type, KeyRevisionNumber revision,
        TariffIndex tariffIndex, KeyExpiryNumber expiry, SupplyGroupCode supplyGroup) {
    private static final SupplyGroupCode NOT_TOLD = new SupplyGroupCode("000000");

    HeldKey {
        bytes = bytes.clone();
    }

    /** The key that a complete key change brought. */
    static HeldKey of(DecoderKey key, NewKeyTerms terms) {
        byte[] bytes = key.bytes();
        HeldKey held = new HeldKey(key.encryption(), bytes, terms.type(), terms.revision(), terms.tariffIndex(),
                terms.expiry(), terms.supplyGroup().orElse(NOT_TOLD));
        Arrays.fill(bytes, (byte) 0);
        return held;
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** For one use: the caller closes it. */
    DecoderKey open() {
        return new DecoderKey(encryption, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldKey held && encryption == held.encryption && Arrays.equals(bytes, held.bytes)
                && type == held.type && revision.equals(held.revision) && tariffIndex.equals(held.tariffIndex)
                && expiry.equals(held.expiry) && supplyGroup.equals(held.supplyGroup);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "HeldKey[SGC " + supplyGroup + ", KRN " + revision + ", " + type + ", hidden]";
    }
}

package io.wattle.headend.sts.keystore;

import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import java.util.Arrays;

/** A vending key as the file has it, and ready for use. Wiped when closed. */
final class StoredKey implements AutoCloseable {
    private final byte[] key;
    private final VendingKey vending;
    private final String checkValue;

    /** @throws io.wattle.protocols.sts.value.BadStsValueException if the key is not one for that label */
    StoredKey(VendingKeyLabel label, byte[] key) {
        this.vending = new VendingKey(label, key);
        this.key = key.clone();
        this.checkValue = vending.checkValue();
    }

    VendingKeyLabel label() {
        return vending.label();
    }

    VendingKey vending() {
        return vending;
    }

    String checkValue() {
        return checkValue;
    }

    byte[] bytes() {
        return key;
    }

    /** Whether both have the same name: supply group, revision and kind. */
    boolean isNamedAs(VendingKeyLabel other) {
        return label().supplyGroup().equals(other.supplyGroup()) && label().revision().equals(other.revision())
                && label().kind() == other.kind();
    }

    @Override
    public void close() {
        vending.close();
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "StoredKey[" + label() + ", hidden]";
    }
}

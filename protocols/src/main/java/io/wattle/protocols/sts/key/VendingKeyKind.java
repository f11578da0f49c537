package io.wattle.protocols.sts.key;

import io.wattle.protocols.sts.value.KeyType;

/** What a vending key is for. A key of one kind makes no decoder keys of another; none makes initialisation keys. */
public enum VendingKeyKind {
    /** Makes default keys. */
    VDDK(KeyType.DDTK),
    /** Makes unique keys: the usual kind. */
    VUDK(KeyType.DUTK),
    /** Makes keys common to a supply group. */
    VCDK(KeyType.DCTK);

    private final KeyType makes;

    VendingKeyKind(KeyType makes) {
        this.makes = makes;
    }

    /** The kind of decoder key that it makes. */
    public KeyType makes() {
        return makes;
    }
}

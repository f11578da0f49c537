package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.security.KeyUse;
import java.util.Arrays;
import java.util.Optional;

/** A symmetric key that a security setup changes, numbered as it does (key_id). */
public enum SetupKey {
    /** Global unicast encryption key. */
    UNICAST(KeyUse.ENCRYPTION),
    /** Global broadcast encryption key. */
    BROADCAST(KeyUse.BROADCAST),
    /** Authentication key. */
    AUTHENTICATION(KeyUse.AUTHENTICATION),
    /** Master key, under which the others are wrapped. */
    MASTER(KeyUse.MASTER);

    private final KeyUse use;

    SetupKey(KeyUse use) {
        this.use = use;
    }

    /** key_id, 0..3. */
    public int number() {
        return ordinal();
    }

    /** What the key is called where it is kept. */
    public KeyUse use() {
        return use;
    }

    /** The key of that key_id, if there is one. */
    public static Optional<SetupKey> of(long number) {
        return Arrays.stream(values()).filter(key -> key.number() == number).findFirst();
    }
}

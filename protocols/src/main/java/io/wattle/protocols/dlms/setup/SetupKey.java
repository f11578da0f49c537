package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.security.KeyUse;
import java.util.Arrays;
import java.util.Optional;

/** A symmetric key that a security setup changes, numbered as it does (key_id). */
public enum SetupKey {
    /** Global unicast encryption key. */
    UNICAST(0, KeyUse.ENCRYPTION),
    /** Global broadcast encryption key. */
    BROADCAST(1, KeyUse.BROADCAST),
    /** Authentication key. */
    AUTHENTICATION(2, KeyUse.AUTHENTICATION),
    /** Master key, under which the others are wrapped. */
    MASTER(3, KeyUse.MASTER);

    private final int number;
    private final KeyUse use;

    SetupKey(int number, KeyUse use) {
        this.number = number;
        this.use = use;
    }

    /** key_id, 0..3. */
    public int number() {
        return number;
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

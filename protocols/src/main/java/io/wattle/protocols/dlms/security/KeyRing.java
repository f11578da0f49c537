package io.wattle.protocols.dlms.security;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that one side of an association holds, as the codecs hold them. Never printed, never compared. Copies what it
 * is given and what it gives; {@link #wipe()} overwrites the copies in here, and the ring is empty afterwards. Safe for
 * use by many threads.
 */
public final class KeyRing {
    private static final int PASSWORD_BYTES_MAX = 64; // IEC 62056-5-3: challenges and passwords have 64 bytes at most
    private static final int CERTIFICATE_BYTES_MAX = 4_096;
    private final Map<KeyUse, byte[]> keys = new EnumMap<>(KeyUse.class);

    /**
     * @throws IllegalArgumentException naming the key whose length no suite has; the key itself is not shown
     */
    public KeyRing(Map<KeyUse, byte[]> keys) {
        keys.forEach((use, key) -> this.keys.put(use, checked(use, key).clone()));
    }

    /** No keys at all. */
    public static KeyRing empty() {
        return new KeyRing(Map.of());
    }

    /** With the two global keys of suite 0. */
    public static KeyRing of(GlobalKeys global) {
        return new KeyRing(Map.of(KeyUse.ENCRYPTION, global.encryption(), KeyUse.AUTHENTICATION,
                global.authentication()));
    }

    /** The same keys in copies of their own. */
    public synchronized KeyRing copy() {
        return new KeyRing(keys);
    }

    /** A copy; empty if there is none. */
    public synchronized Optional<byte[]> find(KeyUse use) {
        return Optional.ofNullable(keys.get(use)).map(byte[]::clone);
    }

    /**
     * A copy.
     *
     * @throws IllegalStateException if there is none
     */
    public byte[] get(KeyUse use) {
        return find(use).orElseThrow(() -> new IllegalStateException("no " + use.word()));
    }

    /** Adds a key that came out of others; copied. */
    public synchronized void put(KeyUse use, byte[] key) {
        keys.put(use, checked(use, key).clone());
    }

    /** Why these keys do not do for a client that keeps to the terms; empty if they do. */
    public Optional<String> missing(SecurityTerms terms) {
        SecuritySuite suite = terms.suite();
        Optional<String> missing = Optional.empty();
        if (terms.needsGlobalKeys()) {
            missing = missing.or(() -> missing(KeyUse.ENCRYPTION, suite.keyBytes()))
                    .or(() -> missing(KeyUse.AUTHENTICATION, suite.keyBytes()));
        }
        if (terms.mechanism().hasPassword()) {
            missing = missing.or(() -> find(KeyUse.PASSWORD).isPresent()
                    ? Optional.empty()
                    : Optional.of("no " + KeyUse.PASSWORD.word()));
        }
        if (terms.ciphering() == Ciphering.GENERAL_WRAPPED) {
            missing = missing.or(() -> missing(KeyUse.MASTER, suite.keyBytes()));
        }
        if (terms.mechanism() == Mechanism.ECDSA || terms.signed()
                || terms.ciphering() == Ciphering.GENERAL_ONE_PASS) {
            missing = missing.or(() -> missing(KeyUse.SIGNING, suite.coordinateBytes()))
                    .or(() -> missing(KeyUse.PEER_SIGNING, 2 * suite.coordinateBytes()));
        }
        if (terms.ciphering().isAgreed()) {
            missing = missing.or(() -> missing(KeyUse.AGREEMENT, suite.coordinateBytes()))
                    .or(() -> missing(KeyUse.PEER_AGREEMENT, 2 * suite.coordinateBytes()));
        }
        return missing;
    }

    private Optional<String> missing(KeyUse use, int bytes) {
        int has = find(use).map(key -> key.length).orElse(0);
        return has == bytes
                ? Optional.empty()
                : Optional.of(has == 0
                        ? "no " + use.word()
                        : use.word() + " must have " + bytes + " bytes, has " + has);
    }

    /** Overwrites the copies in here. */
    public synchronized void wipe() {
        keys.values().forEach(key -> Arrays.fill(key, (byte) 0));
        keys.clear();
    }

    @Override
    public String toString() {
        return "KeyRing[hidden]";
    }

    private static byte[] checked(KeyUse use, byte[] key) {
        boolean fits = switch (use) {
            case ENCRYPTION, AUTHENTICATION, MASTER, BROADCAST -> key.length == 16 || key.length == 32;
            case PASSWORD -> key.length >= 1 && key.length <= PASSWORD_BYTES_MAX;
            case SIGNING, AGREEMENT -> key.length == 32 || key.length == 48;
            case PEER_SIGNING, PEER_AGREEMENT -> key.length == 64 || key.length == 96;
            case PEER_SIGNING_CERTIFICATE, PEER_AGREEMENT_CERTIFICATE ->
                key.length >= 1 && key.length <= CERTIFICATE_BYTES_MAX;
        };
        if (!fits) {
            String allowed = switch (use) {
                case ENCRYPTION, AUTHENTICATION, MASTER, BROADCAST -> "16 or 32";
                case PASSWORD -> "1.." + PASSWORD_BYTES_MAX;
                case SIGNING, AGREEMENT -> "32 or 48";
                case PEER_SIGNING, PEER_AGREEMENT -> "64 or 96";
                case PEER_SIGNING_CERTIFICATE, PEER_AGREEMENT_CERTIFICATE -> "1.." + CERTIFICATE_BYTES_MAX;
            };
            throw new IllegalArgumentException(use.word() + " must have " + allowed + " bytes, has " + key.length);
        }
        return key;
    }
}

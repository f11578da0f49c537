package io.wattle.protocols.dlms.security;

import java.util.Optional;

/** Which algorithms belong together (IEC 62056-5-3, Security suites). All of them cipher with AES in GCM. */
public enum SecuritySuite {
    /** AES-128; no key pairs. */
    SUITE_0(0, 16, 0, Optional.empty()),
    /** AES-128, ECDSA and ECDH on P-256, SHA-256. */
    SUITE_1(1, 16, 32, Optional.of(Curve.P_256)),
    /** AES-256, ECDSA and ECDH on P-384, SHA-384. */
    SUITE_2(2, 32, 48, Optional.of(Curve.P_384));

    private final int number;
    private final int keyBytes;
    private final int coordinateBytes;
    private final Optional<Curve> curve;

    /** What key pairs are on, and what is hashed and signed with. */
    enum Curve {
        P_256("secp256r1", "SHA-256", "SHA256withECDSAinP1363Format"),
        P_384("secp384r1", "SHA-384", "SHA384withECDSAinP1363Format");

        /** As the Java platform names it. */
        final String parameters;
        final String hash;
        final String signature;

        Curve(String parameters, String hash, String signature) {
            this.parameters = parameters;
            this.hash = hash;
            this.signature = signature;
        }
    }

    SecuritySuite(int number, int keyBytes, int coordinateBytes, Optional<Curve> curve) {
        this.number = number;
        this.keyBytes = keyBytes;
        this.coordinateBytes = coordinateBytes;
        this.curve = curve;
    }

    /** As in the low four bits of the security control byte, 0..2. */
    public int number() {
        return number;
    }

    /** How many bytes symmetric keys have: 16 or 32. */
    public int keyBytes() {
        return keyBytes;
    }

    /** How many bytes a private key and each coordinate of a public key have: 32 or 48; 0 without key pairs. */
    public int coordinateBytes() {
        return coordinateBytes;
    }

    /** Whether parties of this suite have key pairs, to sign and to agree on keys. */
    public boolean hasKeyPairs() {
        return curve.isPresent();
    }

    /** @throws IllegalStateException if this suite has no key pairs */
    Curve curve() {
        return curve.orElseThrow(() -> new IllegalStateException("security suite 0 has no key pairs"));
    }
}

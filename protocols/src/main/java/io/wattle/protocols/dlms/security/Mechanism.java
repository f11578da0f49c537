package io.wattle.protocols.dlms.security;

import java.util.Optional;

/**
 * How a client proves who it is (IEC 62056-5-3, authentication mechanism name). Number 2, which each manufacturer fills
 * as he likes, is not offered.
 */
public enum Mechanism {
    NONE(0), LLS(1), MD5(3), SHA1(4), GMAC(5), SHA256(6), ECDSA(7);

    private final int number;

    Mechanism(int number) {
        this.number = number;
    }

    /** Last arc of the mechanism's object identifier, 0..7. */
    public int number() {
        return number;
    }

    /** Whether each side proves itself over the other's challenge, so that there are four passes. */
    public boolean isHighLevel() {
        return number > 1;
    }

    /** Whether a password, or secret, is what both sides share. */
    public boolean hasPassword() {
        return switch (this) {
            case LLS, MD5, SHA1, SHA256 -> true;
            case NONE, GMAC, ECDSA -> false;
        };
    }

    /** Whether the proof is made over the system titles too, so that the AARQ must name ours. */
    public boolean needsTitles() {
        return switch (this) {
            case GMAC, SHA256, ECDSA -> true;
            case NONE, LLS, MD5, SHA1 -> false;
        };
    }

    /** The mechanism of that number; empty for what is not offered. */
    public static Optional<Mechanism> of(int number) {
        for (Mechanism mechanism : values()) {
            if (mechanism.number == number) {
                return Optional.of(mechanism);
            }
        }
        return Optional.empty();
    }
}

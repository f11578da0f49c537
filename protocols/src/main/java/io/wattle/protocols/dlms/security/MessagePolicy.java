package io.wattle.protocols.dlms.security;

/** How each message is protected: bits 4 and 5 of the security control byte (IEC 62056-5-3). */
public enum MessagePolicy {
    /** Not at all. */
    NONE(0x00),
    /** A tag proves who sent it, and that it is whole; anybody can read it. */
    AUTHENTICATED(0x10),
    /** Nobody else can read it; but whoever carries it can flip its bits unnoticed. */
    ENCRYPTED(0x20),
    /** Both. */
    BOTH(0x30);

    private final int bits;

    MessagePolicy(int bits) {
        this.bits = bits;
    }

    /** As in the security control byte: 0x00, 0x10, 0x20 or 0x30. */
    public int bits() {
        return bits;
    }

    public boolean authenticates() {
        return (bits & AUTHENTICATED.bits) != 0;
    }

    public boolean encrypts() {
        return (bits & ENCRYPTED.bits) != 0;
    }

    /** Whether nothing that {@code least} gives is missing here. */
    public boolean isAtLeast(MessagePolicy least) {
        return (bits & least.bits) == least.bits;
    }

    /** The policy of a security control byte. */
    public static MessagePolicy of(int control) {
        return switch (control & BOTH.bits) {
            case 0x00 -> NONE;
            case 0x10 -> AUTHENTICATED;
            case 0x20 -> ENCRYPTED;
            default -> BOTH;
        };
    }
}

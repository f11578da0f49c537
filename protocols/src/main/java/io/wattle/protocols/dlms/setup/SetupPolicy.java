package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.security.MessagePolicy;

/**
 * Which protection a meter asks for, both ways (IEC 62056-6-2, class 64, security_policy). In version 0 of the class a
 * number from 0 to 3; in version 1 bits, of which the two lowest are reserved: 2 to 4 authenticated, encrypted and signed
 * requests, 5 to 7 the same of responses.
 *
 * @param bits as in version 1, 0..255
 */
public record SetupPolicy(int bits) {
    private static final int REQUESTS_AUTHENTICATED = 0x04;
    private static final int REQUESTS_ENCRYPTED = 0x08;
    private static final int REQUESTS_SIGNED = 0x10;
    private static final int TO_RESPONSES = 3; // how far the bits of responses are above those of requests
    private static final int RESERVED = 0x03;

    public SetupPolicy {
        if (bits < 0 || bits > 0xFF || (bits & RESERVED) != 0) {
            throw new IllegalArgumentException("policy must be 0..255 without the bits 0 and 1, was: " + bits);
        }
    }

    /** The same for requests and responses. */
    public static SetupPolicy of(MessagePolicy policy, boolean signed) {
        int requests = (policy.authenticates() ? REQUESTS_AUTHENTICATED : 0)
                | (policy.encrypts() ? REQUESTS_ENCRYPTED : 0) | (signed ? REQUESTS_SIGNED : 0);
        return new SetupPolicy(requests | requests << TO_RESPONSES);
    }

    /**
     * What a meter says.
     *
     * @param version of the class, 0 or 1
     * @throws IllegalArgumentException if it cannot be
     */
    public static SetupPolicy read(long value, int version) {
        if (version == 0) {
            return switch ((int) value) {
                case 0 -> of(MessagePolicy.NONE, false);
                case 1 -> of(MessagePolicy.AUTHENTICATED, false);
                case 2 -> of(MessagePolicy.ENCRYPTED, false);
                case 3 -> of(MessagePolicy.BOTH, false);
                default -> throw new IllegalArgumentException("policy must be 0..3, was: " + value);
            };
        }
        return new SetupPolicy((int) value);
    }

    /**
     * As a meter takes it.
     *
     * @throws IllegalArgumentException if the version cannot say it
     */
    public int number(int version) {
        if (version > 0) {
            return bits;
        }
        for (int number = 0; number <= 3; number++) {
            if (read(number, 0).equals(this)) {
                return number;
            }
        }
        throw new IllegalArgumentException("version 0 of the class has no signatures, and the same policy both ways");
    }

    /** Whether nothing that {@code least} asks for is missing here. */
    public boolean isAtLeast(SetupPolicy least) {
        return (bits & least.bits) == least.bits;
    }

    /** What requests need. */
    public MessagePolicy requests() {
        return MessagePolicy.of(((bits & REQUESTS_AUTHENTICATED) != 0 ? 0x10 : 0)
                | ((bits & REQUESTS_ENCRYPTED) != 0 ? 0x20 : 0));
    }

    /** Whether requests must be signed. */
    public boolean requestsSigned() {
        return (bits & REQUESTS_SIGNED) != 0;
    }

    @Override
    public String toString() {
        return "requests " + words(bits) + ", responses " + words(bits >>> TO_RESPONSES);
    }

    private static String words(int three) {
        String words = ((three & REQUESTS_AUTHENTICATED) != 0 ? " authenticated" : "")
                + ((three & REQUESTS_ENCRYPTED) != 0 ? " encrypted" : "")
                + ((three & REQUESTS_SIGNED) != 0 ? " signed" : "");
        return words.isEmpty() ? "as they come" : words.strip().replace(" ", " and ");
    }
}

package io.wattle.protocols.dlms.security;

/**
 * What one client and one meter keep to: who proves himself how, and how messages are protected.
 *
 * @param policy of every message once the association is asked for; what comes back may be protected more, never less
 * @param ciphering form and key of protected messages; {@link Ciphering#GLOBAL} where there are none
 * @param signed whether the client signs each request (general-signing), beneath its ciphering
 */
public record SecurityTerms(Mechanism mechanism, SecuritySuite suite, MessagePolicy policy, Ciphering ciphering,
        boolean signed) {
    /** No proof and no protection: for the public client, and for meters on a bench. */
    public static final SecurityTerms PLAIN = of(Mechanism.NONE, SecuritySuite.SUITE_0, MessagePolicy.NONE);
    /** HLS5-GMAC, suite 0, authenticated and encrypted under the global key: what most meters of the field have. */
    public static final SecurityTerms USUAL = of(Mechanism.GMAC, SecuritySuite.SUITE_0, MessagePolicy.BOTH);

    private static final int HEAD_BYTES = 29; // of the general forms: transaction, two titles, five lengths
    private static final int CIPHERED_BYTES = 20; // length, control, counter, authentication tag
    private static final int TITLED_BYTES = 10 + CIPHERED_BYTES;
    private static final int GENERAL_BYTES = 2 + HEAD_BYTES + CIPHERED_BYTES; // without what says which key it is
    private static final int SIGNING_BYTES = 1 + HEAD_BYTES + 5; // without the signature

    /** Each refusal says what does not go together. */
    public SecurityTerms {
        if (!suite.hasKeyPairs() && (signed || ciphering.isAgreed() || mechanism == Mechanism.ECDSA)) {
            throw new IllegalArgumentException("hls7, signing and key agreement need suite 1 or 2");
        }
        if (policy == MessagePolicy.NONE && ciphering != Ciphering.GLOBAL) {
            throw new IllegalArgumentException("policy none has no ciphering");
        }
        if (signed && policy != MessagePolicy.NONE && ciphering.isServiceSpecific()) {
            throw new IllegalArgumentException("signed requests are ciphered as general-glo, general-ded or general");
        }
    }

    /** Global ciphering, nothing signed. */
    public static SecurityTerms of(Mechanism mechanism, SecuritySuite suite, MessagePolicy policy) {
        return new SecurityTerms(mechanism, suite, policy, Ciphering.GLOBAL, false);
    }

    /** Is any APDU of the association ciphered? */
    public boolean ciphered() {
        return policy != MessagePolicy.NONE;
    }

    /** Whether messages are ciphered or signed, so that the context is one with ciphering. */
    public boolean isProtected() {
        return ciphered() || signed;
    }

    /** Whether an instruction that got lost, or was changed, cannot take effect later: messages prove themselves, and count. */
    public boolean fencesInstructions() {
        return policy.authenticates();
    }

    /** Whether messages or proofs use up invocation counters. */
    public boolean counts() {
        return ciphered() || mechanism == Mechanism.GMAC;
    }

    /** Whether the client and the meter need the global encryption key and the authentication key. */
    public boolean needsGlobalKeys() {
        return ciphered() || mechanism == Mechanism.GMAC;
    }

    /** By how many bytes a protected message is longer than the plain one, at most. */
    public int protectionBytes() {
        return (ciphered() ? cipheringBytes() : 0) + (signed ? SIGNING_BYTES + 2 * suite.coordinateBytes() : 0);
    }

    private int cipheringBytes() {
        return switch (ciphering) {
            case GLOBAL, DEDICATED, GENERAL_GLO, GENERAL_DED -> TITLED_BYTES; // ACCESS is titled where others are not
            case GENERAL -> GENERAL_BYTES + 2;
            case GENERAL_WRAPPED -> GENERAL_BYTES + 11 + suite.keyBytes();
            case GENERAL_ONE_PASS -> GENERAL_BYTES + 5 + 4 * suite.coordinateBytes(); // public key and signature
            case GENERAL_STATIC -> GENERAL_BYTES + 4;
        };
    }
}

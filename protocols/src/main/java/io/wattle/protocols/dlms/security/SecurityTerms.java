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

    /** By how many bytes protection makes a client's message longer, at most. */
    public int overheadBytes() {
        Ciphering form = ciphering.isServiceSpecific() ? Ciphering.GENERAL_GLO : ciphering; // so ACCESS goes
        return isProtected() ? form.overheadBytes(suite, signed, MessageSecurity.TRANSACTION_BYTES) : 0;
    }

    /** Whether messages or proofs use up invocation counters. */
    public boolean counts() {
        return ciphered() || mechanism == Mechanism.GMAC;
    }

    /** Whether the client and the meter need the global encryption key and the authentication key. */
    public boolean needsGlobalKeys() {
        return ciphered() || mechanism == Mechanism.GMAC;
    }
}

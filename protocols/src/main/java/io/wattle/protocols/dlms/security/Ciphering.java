package io.wattle.protocols.dlms.security;

/** Which APDU carries a protected message, and which key protects it (IEC 62056-5-3, Protecting xDLMS APDUs). */
public enum Ciphering {
    /** Service-specific, global unicast key. */
    GLOBAL,
    /** Service-specific, a key that the client makes for one association. */
    DEDICATED,
    /** general-glo-ciphering: with the sender's system title, global unicast key. */
    GENERAL_GLO,
    /** general-ded-ciphering: with the sender's system title, dedicated key. */
    GENERAL_DED,
    /** general-ciphering, which says that the global unicast key is meant. */
    GENERAL,
    /** general-ciphering with a key of its own, wrapped under the master key. */
    GENERAL_WRAPPED,
    /** general-ciphering with a key agreed on by one-pass Diffie-Hellman, C(1e, 1s). */
    GENERAL_ONE_PASS,
    /** general-ciphering with a key agreed on by the static unified model, C(0e, 2s). */
    GENERAL_STATIC;

    private static final int TITLE = 9; // with its length
    private static final int LENGTH = 3; // of an octet string, as long as it may be

    /** Whether the client hands the meter a dedicated key when it associates. */
    public boolean isDedicated() {
        return this == DEDICATED || this == GENERAL_DED;
    }

    /** Whether the APDU is general-ciphering. */
    public boolean isGeneral() {
        return switch (this) {
            case GENERAL, GENERAL_WRAPPED, GENERAL_ONE_PASS, GENERAL_STATIC -> true;
            case GLOBAL, DEDICATED, GENERAL_GLO, GENERAL_DED -> false;
        };
    }

    /** Whether the key is agreed on by key pairs, so that it is another one for each message. */
    public boolean isAgreed() {
        return this == GENERAL_ONE_PASS || this == GENERAL_STATIC;
    }

    /**
     * By how many bytes protection makes a message longer, at most.
     *
     * @param signed whether it is signed beneath
     * @param transactionBytes of the exchange, in general forms
     */
    int overheadBytes(SecuritySuite suite, boolean signed, int transactionBytes) {
        int point = 2 * suite.coordinateBytes();
        int titles = 1 + transactionBytes + 2 * TITLE + 2; // and the lengths of time and more, which are empty
        int key = switch (this) {
            case GLOBAL, DEDICATED -> 0;
            case GENERAL_GLO, GENERAL_DED -> TITLE;
            case GENERAL -> titles + 3; // that there is one, choice, which
            case GENERAL_WRAPPED -> titles + 4 + SymmetricKeys.BLOCK_BYTES + suite.keyBytes();
            case GENERAL_ONE_PASS -> titles + 4 + LENGTH + 2 * point; // a point and its signature
            case GENERAL_STATIC -> titles + 5;
        };
        int signature = signed ? 1 + titles + LENGTH + LENGTH + point : 0;
        return 1 + key + LENGTH + SecurityHeader.HEAD_BYTES + SecurityHeader.TAG_BYTES + signature;
    }

    /** Whether the APDU's tag names the service that it carries. */
    public boolean isServiceSpecific() {
        return this == GLOBAL || this == DEDICATED;
    }
}

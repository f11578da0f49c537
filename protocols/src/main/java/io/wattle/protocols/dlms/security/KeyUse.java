package io.wattle.protocols.dlms.security;

/**
 * What a key of one association is for. The words are those of key files and of the environment, which hold what the
 * client's side has; in a meter, own and peer are the other way round.
 */
public enum KeyUse {
    /** Global unicast encryption key, as long as the suite says. */
    ENCRYPTION("encryption-key"),
    /** Authentication key, as long as the encryption key. */
    AUTHENTICATION("authentication-key"),
    /** Password of LLS, secret of HLS 3, 4 and 6; 1..64 bytes. */
    PASSWORD("password"),
    /** Master key (KEK), under which other keys are wrapped. */
    MASTER("master-key"),
    /** Global broadcast encryption key, as long as the encryption key; kept for its transfer, nothing is sent under it. */
    BROADCAST("broadcast-key"),
    /** The own private key for signatures: one number. */
    SIGNING("signing-key"),
    /** The peer's public key for signatures: two coordinates. */
    PEER_SIGNING("meter-signing-key"),
    /** The own private key for key agreement: one number. */
    AGREEMENT("agreement-key"),
    /** The peer's public key for key agreement: two coordinates. */
    PEER_AGREEMENT("meter-agreement-key"),
    /** The certificate of the peer's public key for signatures, X.509 in DER; in place of the key itself. */
    PEER_SIGNING_CERTIFICATE("meter-signing-certificate"),
    /** The same of the public key for key agreement. */
    PEER_AGREEMENT_CERTIFICATE("meter-agreement-certificate");

    private final String word;

    KeyUse(String word) {
        this.word = word;
    }

    /** As files and refusals call it. */
    public String word() {
        return word;
    }
}

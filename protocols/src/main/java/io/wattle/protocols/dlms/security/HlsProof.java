package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The proofs of high-level security (IEC 62056-5-3, HLS authentication mechanisms): f(StoC) by the client, f(CtoS) by the
 * meter.
 *
 * @param mechanism a high-level one
 * @param prover system title of who proves himself, and then of the other
 * @param asked the challenge that is answered, and then the prover's own
 */
public record HlsProof(Mechanism mechanism, byte[] prover, byte[] verifier, byte[] asked, byte[] own) {

    /** What proves that the prover has the ring's keys; {@code counter} is used by GMAC only. */
    public byte[] make(SecuritySuite suite, KeyRing keys, long counter) {
        return switch (mechanism) {
            case MD5 -> digest("MD5", asked, keys.get(KeyUse.PASSWORD));
            case SHA1 -> digest("SHA-1", asked, keys.get(KeyUse.PASSWORD));
            case SHA256 -> digest("SHA-256", keys.get(KeyUse.PASSWORD), message());
            case GMAC -> cipher(suite, keys).proof(prover, counter, asked);
            case ECDSA -> new EllipticKeys(suite).sign(keys.get(KeyUse.SIGNING), message());
            case NONE, LLS -> throw new IllegalStateException(mechanism + " has no proof");
        };
    }

    /** Whether {@code proof} was made with the other halves of the ring's keys; whatever the bytes are, never throws. */
    public boolean isMadeBy(SecuritySuite suite, KeyRing keys, byte[] proof) {
        return switch (mechanism) {
            case MD5, SHA1, SHA256 -> MessageDigest.isEqual(proof, make(suite, keys, 0));
            case GMAC -> counter(proof)
                    .map(counter -> MessageDigest.isEqual(proof, make(suite, keys, counter)))
                    .orElse(false);
            case ECDSA -> new EllipticKeys(suite).verify(keys.get(KeyUse.PEER_SIGNING), message(), proof);
            case NONE, LLS -> false;
        };
    }

    /** The invocation counter inside a proof by GMAC. */
    public static Optional<Long> counter(byte[] proof) {
        return SecurityHeader.of(proof).map(SecurityHeader::counter);
    }

    private byte[] message() {
        return new AxdrWriter().bytes(prover).bytes(verifier).bytes(asked).bytes(own).toByteArray();
    }

    private static ApduCipher cipher(SecuritySuite suite, KeyRing keys) {
        return new ApduCipher(suite, keys.get(KeyUse.ENCRYPTION), keys.get(KeyUse.AUTHENTICATION));
    }

    private static byte[] digest(String algorithm, byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("no " + algorithm, broken);
        }
    }
}

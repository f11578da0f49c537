package io.wattle.headend.probe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A session as it is brought: what was signed, byte for byte, and who says that he signed it.
 *
 * @param technician whose public key is asked for
 * @param payload the JSON of the session
 * @param signature Ed25519 over {@link #signed}
 */
public record SignedSession(String technician, byte[] payload, byte[] signature) {
    /** So that no signature for something else can be taken for one of these. */
    private static final String PURPOSE = "wattle-probe-session/1\n";

    public SignedSession {
        payload = payload.clone();
        signature = signature.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** What is signed: the purpose, then the payload. */
    static byte[] signed(byte[] payload) {
        byte[] purpose = PURPOSE.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[purpose.length + payload.length];
        System.arraycopy(purpose, 0, all, 0, purpose.length);
        System.arraycopy(payload, 0, all, purpose.length, payload.length);
        return all;
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(signed(payload));
            return check.verify(signature);
        } catch (GeneralSecurityException wrongLength) {
            return false;
        }
    }

    /** SHA-256 of the payload, in hexadecimal. */
    String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedSession that && technician.equals(that.technician)
                && Arrays.equals(payload, that.payload)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(signature);
    }
}

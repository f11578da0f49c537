package io.wattle.ledger.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes fingerprints; keeps its tools, as one is made for each payment. For the ledger thread. */
final class Fingerprints {
    private final MessageDigest sha256;
    private final byte[] hash = new byte[32];
    private final ByteBuffer hashed = ByteBuffer.wrap(hash);
    private ByteBuffer said = ByteBuffer.allocate(256);

    Fingerprints() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Each word with its length before it, so that other words never look like these. */
    Fingerprint of(String... words) {
        said.clear();
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        }
        try {
            sha256.update(said.array(), 0, said.position());
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        return new Fingerprint(hashed.getLong(0), hashed.getLong(8));
    }

    private ByteBuffer room(int bytes) {
        if (said.remaining() < bytes) {
            said = ByteBuffer.allocate(2 * (said.position() + bytes)).put(said.flip());
        }
        return said;
    }
}

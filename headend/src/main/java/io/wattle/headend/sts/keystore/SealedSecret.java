package io.wattle.headend.sts.keystore;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * One small secret under a passphrase, as a line of text: {@code argon2id MEMORY ITERATIONS PARALLELISM SALT SEALED}, the
 * last two in base64. What it is for goes into the seal, so that it cannot be taken for another. Immutable; holds nothing
 * that is not sealed.
 */
public record SealedSecret(String text) {
    private static final int FIELDS = 6;
    private static final int TEXT_CHARS_MAX = 4_096;

    /** @throws KeyStoreException if a text is none */
    public SealedSecret {
        if (text.length() > TEXT_CHARS_MAX || text.split(" ").length != FIELDS || !text.startsWith("argon2id ")) {
            throw new KeyStoreException("is no sealed secret of this version");
        }
    }

    /**
     * Seals.
     *
     * @param context what the secret is for
     * @param passphrase at least 12 bytes; the caller closes it
     * @throws KeyStoreException if the passphrase is shorter
     */
    public static SealedSecret of(byte[] secret, byte[] context, Passphrase passphrase, KdfCost cost) {
        passphrase.requireLongEnough();
        byte[] salt = new byte[KeyStoreCodec.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try (SealingKey key = cost.key(passphrase, salt)) {
            Base64.Encoder base64 = Base64.getEncoder();
            return new SealedSecret("argon2id " + cost.memoryKiB() + " " + cost.iterations() + " "
                    + cost.parallelism() + " " + base64.encodeToString(salt) + " "
                    + base64.encodeToString(key.seal(context, secret)));
        }
    }

    /**
     * The secret, which the caller wipes; empty if passphrase or context is another, or the text was changed.
     *
     * @throws KeyStoreException if it asks for a cost that is not allowed
     */
    public Optional<byte[]> open(byte[] context, Passphrase passphrase) {
        String[] fields = text.split(" ");
        byte[] salt;
        byte[] sealed;
        KdfCost cost;
        try {
            cost = new KdfCost(Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
            salt = Base64.getDecoder().decode(fields[4]);
            sealed = Base64.getDecoder().decode(fields[5]);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        try (SealingKey key = cost.key(passphrase, salt)) {
            return key.open(context, sealed);
        } finally {
            Arrays.fill(sealed, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "SealedSecret[hidden]";
    }
}

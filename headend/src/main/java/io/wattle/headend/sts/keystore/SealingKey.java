package io.wattle.headend.sts.keystore;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Seals bytes so that who has not the key can neither read nor change them: AES-256-GCM, a random nonce of 12 bytes in
 * front, a tag of 16 bytes behind. Good for 2^32 sealings. Wiped when closed; safe to share between threads.
 */
public final class SealingKey implements AutoCloseable {
    /** What sealing adds. */
    public static final int OVERHEAD_BYTES = 28;
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private volatile boolean closed;

    /** @param key 32 bytes; the caller wipes its own */
    SealingKey(byte[] key) {
        this.key = key.clone();
    }

    static SealingKey fresh() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        SealingKey made = new SealingKey(key);
        Arrays.fill(key, (byte) 0);
        return made;
    }

    /**
     * Seals.
     *
     * @param context what is not hidden, but must be the same when it is opened
     */
    public byte[] seal(byte[] context, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = Arrays.copyOf(nonce, plain.length + OVERHEAD_BYTES);
        GCMModeCipher cipher = cipher(true, nonce, context);
        int done = cipher.processBytes(plain, 0, plain.length, sealed, NONCE_BYTES);
        try {
            cipher.doFinal(sealed, NONCE_BYTES + done);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing checks no tag", e);
        }
        return sealed;
    }

    /** Opens; empty if key, context or bytes are not those of the sealing. */
    public Optional<byte[]> open(byte[] context, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES) {
            return Optional.empty();
        }
        byte[] plain = new byte[sealed.length - OVERHEAD_BYTES];
        GCMModeCipher cipher = cipher(false, Arrays.copyOf(sealed, NONCE_BYTES), context);
        try {
            int done = cipher.processBytes(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES, plain, 0);
            cipher.doFinal(plain, done);
            return Optional.of(plain);
        } catch (InvalidCipherTextException changed) {
            Arrays.fill(plain, (byte) 0);
            return Optional.empty();
        }
    }

    /** A copy: the caller wipes it. */
    byte[] bytes() {
        requireOpen();
        return key.clone();
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "SealingKey[hidden]";
    }

    private GCMModeCipher cipher(boolean sealing, byte[] nonce, byte[] context) {
        requireOpen();
        GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(sealing, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, context));
        return cipher;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the sealing key is closed");
        }
    }
}

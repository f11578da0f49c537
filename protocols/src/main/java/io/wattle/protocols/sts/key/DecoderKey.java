package io.wattle.protocols.sts.key;

import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.StsChecks;
import java.security.MessageDigest;

/**
 * The key of one meter. Whoever has it can make credit: never stored, logged or compared in public.
 *
 * <p>Copies what it is given; {@link #close()} wipes the copy, and using it afterwards is an {@link
 * IllegalStateException}. Safe to share between threads.
 */
public final class DecoderKey implements AutoCloseable {
    private final EncryptionAlgorithm encryption;
    private final SecretBytes key;

    /**
     * @param encryption what it encrypts with
     * @param key 8 bytes for EA07, 16 for EA11; the caller wipes its own
     * @throws io.wattle.protocols.sts.value.BadStsValueException if it has another length
     */
    public DecoderKey(EncryptionAlgorithm encryption, byte[] key) {
        StsChecks.require(key.length == encryption.keyBytes(), "decoder key",
                "must have " + encryption.keyBytes() + " bytes for EA " + encryption.digits());
        this.encryption = encryption;
        this.key = new SecretBytes(key);
    }

    /** What it encrypts with. */
    public EncryptionAlgorithm encryption() {
        return encryption;
    }

    /** A copy: the caller wipes it after use. */
    public byte[] bytes() {
        return key.copy();
    }

    /** Whether both are the same key, found without telling by the time taken where they differ. */
    public boolean isSameAs(DecoderKey other) {
        byte[] mine = bytes();
        byte[] theirs = other.bytes();
        boolean same = encryption == other.encryption && MessageDigest.isEqual(mine, theirs);
        Primitives.wipe(mine, theirs);
        return same;
    }

    /**
     * Six hexadecimal digits by which two people see that they hold the same key: the first three bytes of HMAC-SHA-256
     * over eight zero bytes. Our own way; another system's check value of the same key may differ.
     */
    public String checkValue() {
        byte[] copy = bytes();
        String shown = Primitives.checkValue(Primitives.hmacSha256(copy, new byte[Primitives.BLOCK_BYTES]));
        Primitives.wipe(copy);
        return shown;
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "DecoderKey[hidden]";
    }
}

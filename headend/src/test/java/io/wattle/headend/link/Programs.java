package io.wattle.headend.link;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Programs as simulated meters take them: with the SHA-256 of all that stands before at their end. */
final class Programs {
    private static final int HASH_BYTES = 32;

    private Programs() {}

    static byte[] sealed(int bytes) {
        byte[] program = new byte[bytes];
        for (int i = 0; i < bytes - HASH_BYTES; i++) {
            program[i] = (byte) (i * 31);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(program, bytes - HASH_BYTES));
            System.arraycopy(hash, 0, program, bytes - HASH_BYTES, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return program;
    }
}

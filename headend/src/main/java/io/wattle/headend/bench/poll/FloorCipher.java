package io.wattle.headend.bench.poll;

import io.wattle.protocols.dlms.DlmsKeys;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM of suite 0 from the JDK and nothing around it. One for each thread. */
final class FloorCipher {
    static final int TAG_BYTES = 12;
    private static final SecretKeySpec KEY = new SecretKeySpec(PollTerms.keys().encryptionKey(), "AES");
    private static final byte[] PROTECTED = associated(0x30);
    private static final byte[] PROOF = associated(0x10);
    private static final byte[] NOTHING = {};

    /** As long as the longest answer. */
    final byte[] plain = new byte[2_048];
    private final Cipher cipher;

    FloorCipher() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    byte[] protect(byte[] title, int counter, byte[] text) throws GeneralSecurityException {
        begin(Cipher.ENCRYPT_MODE, title, counter, PROTECTED);
        return cipher.doFinal(text);
    }

    /** Into {@link #plain}; how many bytes. */
    int open(byte[] title, int counter, byte[] text, int offset, int length) throws GeneralSecurityException {
        begin(Cipher.DECRYPT_MODE, title, counter, PROTECTED);
        return cipher.doFinal(text, offset, length, plain, 0);
    }

    byte[] proof(byte[] title, int counter, byte[] challenge) throws GeneralSecurityException {
        begin(Cipher.ENCRYPT_MODE, title, counter, PROOF);
        cipher.updateAAD(challenge);
        return cipher.doFinal(NOTHING);
    }

    private void begin(int mode, byte[] title, int counter, byte[] associated) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(title, 12);
        nonce[8] = (byte) (counter >>> 24);
        nonce[9] = (byte) (counter >>> 16);
        nonce[10] = (byte) (counter >>> 8);
        nonce[11] = (byte) counter;
        cipher.init(mode, KEY, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(associated);
    }

    private static byte[] associated(int control) {
        try (DlmsKeys keys = PollTerms.keys()) {
            byte[] associated = new byte[17];
            associated[0] = (byte) control;
            System.arraycopy(keys.authenticationKey(), 0, associated, 1, 16);
            return associated;
        }
    }
}

package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Protects and opens APDUs under one meter's global keys. Keeps no counter: whoever calls makes sure that a pair of
 * system title and invocation counter protects once. Safe for use by many threads.
 */
public final class SuiteZero {
    /** Authenticated and encrypted, suite 0, unicast key. */
    public static final int CONTROL_PROTECTED = 0x30;
    /** Authenticated only, suite 0: the form of an HLS proof. */
    public static final int CONTROL_PROOF = 0x10;

    private static final int TAG_BITS = 96; // suite 0, IEC 62056-5-3
    private static final int TAG_BYTES = TAG_BITS / 8;
    private static final int HEADER_BYTES = 5; // control, invocation counter
    private static final int TITLE_BYTES = 8;

    /**
     * Looking an algorithm up costs more than using it on a short APDU, and one that is kept for each association would
     * be most of what an idle association takes; so one for each thread, which is given key and nonce anew each time.
     */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SuiteZero::newCipher);

    private final SecretKeySpec encryptionKey;
    private final byte[] associated; // with whole messages: their control byte, then the authentication key

    /** @param keys copied; may be wiped afterwards */
    public SuiteZero(GlobalKeys keys) {
        byte[] encryption = keys.encryption();
        this.encryptionKey = new SecretKeySpec(encryption, "AES");
        this.associated = new AxdrWriter().unsigned8(CONTROL_PROTECTED).bytes(keys.authentication()).toByteArray();
        Arrays.fill(encryption, (byte) 0);
    }

    /** Control byte, invocation counter, ciphered text and tag. */
    public byte[] protect(byte[] systemTitle, long counter, byte[] plain) {
        byte[] message = message(CONTROL_PROTECTED, counter, plain.length);
        run(cipher(Cipher.ENCRYPT_MODE, systemTitle, counter), associated, plain, message);
        return message;
    }

    /** The plain APDU; empty unless it was protected by this title under these keys, and in full. */
    public Optional<byte[]> open(byte[] systemTitle, byte[] protectedApdu) {
        Optional<SecurityHeader> header = SecurityHeader.of(protectedApdu);
        if (header.isEmpty() || header.get().control() != CONTROL_PROTECTED) {
            return Optional.empty();
        }
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, systemTitle, header.get().counter());
        cipher.updateAAD(associated);
        try {
            return Optional.of(cipher.doFinal(protectedApdu, HEADER_BYTES, protectedApdu.length - HEADER_BYTES));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    /** Proof of a challenge in HLS mechanism 5: control byte, invocation counter and tag (IEC 62056-5-3, f(StoC)). */
    public byte[] proof(byte[] systemTitle, long counter, byte[] challenge) {
        byte[] proven = new AxdrWriter().bytes(associated).bytes(challenge).toByteArray();
        proven[0] = CONTROL_PROOF;
        byte[] proof = message(CONTROL_PROOF, counter, 0);
        run(cipher(Cipher.ENCRYPT_MODE, systemTitle, counter), proven, new byte[0], proof);
        return proof;
    }

    private static byte[] message(int control, long counter, int textBytes) {
        byte[] message = new byte[HEADER_BYTES + textBytes + TAG_BYTES];
        message[0] = (byte) control;
        writeCounter(message, 1, counter);
        return message;
    }

    private static void writeCounter(byte[] to, int at, long counter) {
        for (int i = 0; i < Integer.BYTES; i++) {
            to[at + i] = (byte) (counter >>> (24 - 8 * i));
        }
    }

    @Override
    public String toString() {
        return "SuiteZero[hidden]";
    }

    private static void run(Cipher cipher, byte[] associated, byte[] text, byte[] message) {
        cipher.updateAAD(associated);
        try {
            cipher.doFinal(text, 0, text.length, message, HEADER_BYTES);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    private Cipher cipher(int mode, byte[] systemTitle, long counter) {
        byte[] nonce = Arrays.copyOf(systemTitle, TITLE_BYTES + Integer.BYTES);
        writeCounter(nonce, TITLE_BYTES, counter);
        GCMParameterSpec parameters = new GCMParameterSpec(TAG_BITS, nonce);
        Cipher cipher = CIPHER.get();
        try {
            try {
                cipher.init(mode, encryptionKey, parameters);
            } catch (InvalidAlgorithmParameterException usedLast) {
                // It refuses the nonce that it used last, and checking a proof twice uses one twice.
                CIPHER.remove();
                cipher = CIPHER.get();
                cipher.init(mode, encryptionKey, parameters);
            }
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
        return cipher;
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }
}

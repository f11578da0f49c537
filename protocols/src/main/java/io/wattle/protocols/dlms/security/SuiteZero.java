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
    private static final int HEADER_BYTES = 5; // control, invocation counter

    /**
     * Looking an algorithm up costs more than using it on a short APDU, and one that is kept for each association would
     * be most of what an idle association takes; so one for each thread, which is given key and nonce anew each time.
     */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SuiteZero::newCipher);

    private final SecretKeySpec encryptionKey;
    private final byte[] authenticationKey;

    /** @param keys copied; may be wiped afterwards */
    public SuiteZero(GlobalKeys keys) {
        byte[] encryption = keys.encryption();
        this.encryptionKey = new SecretKeySpec(encryption, "AES");
        this.authenticationKey = keys.authentication();
        Arrays.fill(encryption, (byte) 0);
    }

    /** Control byte, invocation counter, ciphered text and tag. */
    public byte[] protect(byte[] systemTitle, long counter, byte[] plain) {
        byte[] associated = new AxdrWriter().unsigned8(CONTROL_PROTECTED).bytes(authenticationKey).toByteArray();
        return new AxdrWriter().unsigned8(CONTROL_PROTECTED)
                .unsigned32(counter)
                .bytes(run(Cipher.ENCRYPT_MODE, systemTitle, counter, associated, plain))
                .toByteArray();
    }

    /** The plain APDU; empty unless it was protected by this title under these keys, and in full. */
    public Optional<byte[]> open(byte[] systemTitle, byte[] protectedApdu) {
        Optional<SecurityHeader> header = SecurityHeader.of(protectedApdu);
        if (header.isEmpty() || header.get().control() != CONTROL_PROTECTED) {
            return Optional.empty();
        }
        byte[] associated = new AxdrWriter().unsigned8(CONTROL_PROTECTED).bytes(authenticationKey).toByteArray();
        byte[] text = Arrays.copyOfRange(protectedApdu, HEADER_BYTES, protectedApdu.length);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, systemTitle, header.get().counter(), associated).doFinal(text));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    /** Proof of a challenge in HLS mechanism 5: control byte, invocation counter and tag (IEC 62056-5-3, f(StoC)). */
    public byte[] proof(byte[] systemTitle, long counter, byte[] challenge) {
        byte[] associated = new AxdrWriter().unsigned8(CONTROL_PROOF)
                .bytes(authenticationKey)
                .bytes(challenge)
                .toByteArray();
        return new AxdrWriter().unsigned8(CONTROL_PROOF)
                .unsigned32(counter)
                .bytes(run(Cipher.ENCRYPT_MODE, systemTitle, counter, associated, new byte[0]))
                .toByteArray();
    }

    @Override
    public String toString() {
        return "SuiteZero[hidden]";
    }

    private byte[] run(int mode, byte[] systemTitle, long counter, byte[] associated, byte[] text) {
        try {
            return cipher(mode, systemTitle, counter, associated).doFinal(text);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    private Cipher cipher(int mode, byte[] systemTitle, long counter, byte[] associated)
            throws GeneralSecurityException {
        byte[] nonce = new AxdrWriter().bytes(systemTitle).unsigned32(counter).toByteArray();
        GCMParameterSpec parameters = new GCMParameterSpec(TAG_BITS, nonce);
        Cipher cipher = CIPHER.get();
        try {
            cipher.init(mode, encryptionKey, parameters);
        } catch (InvalidAlgorithmParameterException usedLast) {
            // It refuses the nonce that it used last, and checking a proof twice uses one twice.
            CIPHER.remove();
            cipher = CIPHER.get();
            cipher.init(mode, encryptionKey, parameters);
        }
        cipher.updateAAD(associated);
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

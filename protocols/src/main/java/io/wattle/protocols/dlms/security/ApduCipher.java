package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Protects and opens APDUs under one encryption key, by any suite and policy (IEC 62056-5-3, The Galois/Counter Mode).
 * Keeps no counter: whoever calls makes sure that a pair of system title and invocation counter protects once. Safe for
 * use by many threads.
 */
public final class ApduCipher {
    private static final int TAG_BITS = 96; // every suite
    private static final int TAG_BYTES = TAG_BITS / 8;
    private static final int HEADER_BYTES = 5; // control, invocation counter
    private static final byte[] NOTHING = new byte[0];

    private final SecuritySuite suite;
    private final SecretKeySpec encryptionKey;
    private final byte[] authenticationKey;

    /**
     * @param encryptionKey copied; may be wiped afterwards
     * @param authenticationKey copied; may be wiped afterwards
     */
    public ApduCipher(SecuritySuite suite, byte[] encryptionKey, byte[] authenticationKey) {
        if (encryptionKey.length != suite.keyBytes() || authenticationKey.length != suite.keyBytes()) {
            throw new IllegalArgumentException("keys of suite " + suite.number() + " must have " + suite.keyBytes()
                    + " bytes, have " + encryptionKey.length + " and " + authenticationKey.length);
        }
        this.suite = suite;
        this.encryptionKey = new SecretKeySpec(encryptionKey, "AES");
        this.authenticationKey = authenticationKey.clone();
    }

    /**
     * Control byte, invocation counter, the text as the policy leaves it, and the tag if there is one.
     *
     * @param context what else the tag is over: the head of general-ciphering, or nothing
     */
    public byte[] protect(MessagePolicy policy, byte[] systemTitle, long counter, byte[] context, byte[] plain) {
        int control = policy.bits() | suite.number();
        byte[] nonce = nonce(systemTitle, counter);
        byte[] head = new AxdrWriter().unsigned8(control).unsigned32(counter).toByteArray();
        try {
            return new AxdrWriter().bytes(head).bytes(switch (policy) {
                case NONE -> plain;
                case AUTHENTICATED -> new AxdrWriter().bytes(plain)
                        .bytes(gcm(Cipher.ENCRYPT_MODE, nonce, associated(control, context, plain), NOTHING))
                        .toByteArray();
                case ENCRYPTED -> counterMode(nonce, plain);
                case BOTH -> gcm(Cipher.ENCRYPT_MODE, nonce, associated(control, context, NOTHING), plain);
            }).toByteArray();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    /**
     * The plain APDU; empty unless it was protected in this suite, by this title under these keys, and in full.
     *
     * @param least protection that must be there: whoever changes the control byte would else choose the policy
     */
    public Optional<byte[]> open(MessagePolicy least, byte[] systemTitle, byte[] context, byte[] protectedApdu) {
        Optional<SecurityHeader> header = SecurityHeader.of(protectedApdu)
                .filter(head -> head.suite() == suite.number() && head.notOffered().isEmpty())
                .filter(head -> head.policy().isAtLeast(least));
        if (header.isEmpty()) {
            return Optional.empty();
        }
        int control = header.get().control();
        byte[] nonce = nonce(systemTitle, header.get().counter());
        byte[] text = Arrays.copyOfRange(protectedApdu, HEADER_BYTES, protectedApdu.length);
        try {
            return switch (MessagePolicy.of(control)) {
                case NONE -> Optional.empty();
                case AUTHENTICATED -> authenticated(control, nonce, context, text);
                case ENCRYPTED -> Optional.of(counterMode(nonce, text));
                case BOTH -> Optional.of(
                        gcm(Cipher.DECRYPT_MODE, nonce, associated(control, context, NOTHING), text));
            };
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    /** Proof of a challenge in HLS mechanism 5: control byte, invocation counter and tag (f(StoC), f(CtoS)). */
    public byte[] proof(byte[] systemTitle, long counter, byte[] challenge) {
        byte[] whole = protect(MessagePolicy.AUTHENTICATED, systemTitle, counter, NOTHING, challenge);
        return new AxdrWriter().bytes(Arrays.copyOf(whole, HEADER_BYTES))
                .bytes(Arrays.copyOfRange(whole, whole.length - TAG_BYTES, whole.length))
                .toByteArray();
    }

    @Override
    public String toString() {
        return "ApduCipher[hidden]";
    }

    private Optional<byte[]> authenticated(int control, byte[] nonce, byte[] context, byte[] text)
            throws GeneralSecurityException {
        if (text.length < TAG_BYTES) {
            return Optional.empty();
        }
        byte[] plain = Arrays.copyOf(text, text.length - TAG_BYTES);
        byte[] tag = Arrays.copyOfRange(text, plain.length, text.length);
        var _ = gcm(Cipher.DECRYPT_MODE, nonce, associated(control, context, plain), tag); // throws on a wrong tag
        return Optional.of(plain);
    }

    private byte[] associated(int control, byte[] context, byte[] plain) {
        return new AxdrWriter().unsigned8(control)
                .bytes(authenticationKey)
                .bytes(context)
                .bytes(plain)
                .toByteArray();
    }

    private byte[] gcm(int mode, byte[] nonce, byte[] associated, byte[] text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryptionKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(text);
    }

    /** GCM without its tag, which the platform does not offer: counter mode from the block behind that of the tag on. */
    private byte[] counterMode(byte[] nonce, byte[] text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        byte[] first = new AxdrWriter().bytes(nonce).unsigned32(2).toByteArray();
        cipher.init(Cipher.ENCRYPT_MODE, encryptionKey, new IvParameterSpec(first));
        return cipher.doFinal(text);
    }

    private static byte[] nonce(byte[] systemTitle, long counter) {
        return new AxdrWriter().bytes(systemTitle).unsigned32(counter).toByteArray();
    }
}

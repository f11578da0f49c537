package io.wattle.headend.card.print;

import io.wattle.headend.registry.BadFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * The OpenPGP key of a trusted printer: what is encrypted to it only he can read, and we cannot. Immutable, safe for use by
 * many threads.
 */
public final class PrinterKey {
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int RSA_BITS_MIN = 2_048;

    private final PGPPublicKey key;

    private PrinterKey(PGPPublicKey key) {
        this.key = key;
    }

    /**
     * The newest key of a file, as {@code gpg --export} writes it, that may be encrypted to.
     *
     * @throws BadFileException if it holds none that is good now
     */
    public static PrinterKey read(Path file, Instant now) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new BadFileException(file, 0, "is longer than " + FILE_BYTES_MAX + " bytes");
            }
            try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
                return new PrinterKey(newest(file, new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()),
                        now));
            }
        } catch (IOException | PGPException e) {
            throw new BadFileException(file, 0, "is no OpenPGP public key that can be read: " + e.getMessage());
        }
    }

    /** Hexadecimal digits by which the printer knows his key. */
    public String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(key.getFingerprint());
    }

    /** Whether a file that {@link #encrypt} made was made for this very key. */
    public boolean isRecipientOf(byte[] encrypted) {
        try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(encrypted))) {
            return new BcPGPObjectFactory(in).nextObject() instanceof PGPEncryptedDataList list
                    && list.get(0) instanceof PGPPublicKeyEncryptedData to
                    && to.getKeyIdentifier().matchesExplicit(key.getKeyIdentifier());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Encrypts: AES-256 with integrity protection, as text between PGP's own lines.
     *
     * @param name of the file that comes out at the printer's
     */
    public byte[] encrypt(byte[] plain, String name, Instant at) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length * 2);
        PGPEncryptedDataGenerator generator = new PGPEncryptedDataGenerator(
                new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true)
                        .setSecureRandom(new SecureRandom()));
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key));
        try (ArmoredOutputStream armored = ArmoredOutputStream.builder().clearHeaders().build(out)) {
            try (OutputStream encrypted = generator.open(armored, new byte[BUFFER_BYTES]);
                    OutputStream literal = new PGPLiteralDataGenerator().open(encrypted, PGPLiteralData.BINARY, name,
                            plain.length, Date.from(at))) {
                literal.write(plain);
            }
        } catch (IOException | PGPException e) {
            throw new IllegalStateException("the printer's key cannot be encrypted to: " + fingerprint(), e);
        }
        return out.toByteArray();
    }

    private static PGPPublicKey newest(Path file, PGPPublicKeyRingCollection rings, Instant now) {
        PGPPublicKey newest = null;
        for (PGPPublicKeyRing ring : rings) {
            boolean isGood = isValid(ring.getPublicKey(), now);
            for (PGPPublicKey one : ring) {
                if (isGood && isValid(one, now) && mayEncrypt(one)
                        && (newest == null || !madeAt(one).isBefore(madeAt(newest)))) {
                    newest = one;
                }
            }
        }
        if (newest == null) {
            throw new BadFileException(file, 0,
                    "has no key that may be encrypted to: it must not be expired, revoked, for"
                            + " signing only, or RSA below " + RSA_BITS_MIN + " bits");
        }
        return newest;
    }

    private static boolean isValid(PGPPublicKey key, Instant now) {
        Instant end = madeAt(key).plusSeconds(key.getValidSeconds());
        return !key.hasRevocation() && (key.getValidSeconds() == 0 || end.isAfter(now));
    }

    private static Instant madeAt(PGPPublicKey key) {
        return key.getCreationTime().toInstant();
    }

    private static boolean mayEncrypt(PGPPublicKey key) {
        boolean isWeak = key.getAlgorithm() == PublicKeyAlgorithmTags.RSA_GENERAL
                && key.getBitStrength() < RSA_BITS_MIN;
        int flags = 0;
        for (Iterator<PGPSignature> signatures = key.getSignatures(); signatures.hasNext();) {
            PGPSignature signature = signatures.next();
            flags |= signature.getHashedSubPackets() == null ? 0 : signature.getHashedSubPackets().getKeyFlags();
        }
        boolean isForIt = flags == 0 || (flags & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0;
        return key.isEncryptionKey() && !isWeak && isForIt;
    }
}

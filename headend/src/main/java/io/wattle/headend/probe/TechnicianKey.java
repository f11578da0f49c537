package io.wattle.headend.probe;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.sts.keystore.KdfCost;
import io.wattle.headend.sts.keystore.KeyStoreException;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.headend.sts.keystore.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A technician's login: his name and his private key, which only his passphrase opens, in a file that only he may read. The
 * key never leaves this machine.
 *
 * <p>The file has two lines: {@code technician NAME}, and an Ed25519 key (PKCS #8) as a {@link SealedSecret} for that name.
 */
public final class TechnicianKey {
    private static final int FILE_CHARS_MAX = 8_192;
    private static final String PURPOSE = "wattle-technician-key/2\n";

    private final String name;
    private final PrivateKey key;

    private TechnicianKey(String name, PrivateKey key) {
        this.name = name;
        this.key = key;
    }

    /**
     * Makes a new one.
     *
     * @param passphrase at least 12 bytes; the caller closes it
     * @return the line that the head-end wants: public key and name
     * @throws BadFileException if there is a file already, or it cannot be written
     * @throws IllegalArgumentException if the name cannot be one
     * @throws io.wattle.headend.sts.keystore.KeyStoreException if the passphrase is too short
     */
    public static String enrol(String name, Path file, Passphrase passphrase) {
        if (Files.exists(file)) {
            throw new BadFileException(file, 0, "is there already; wattle probe rekey gives it another key");
        }
        if (!name.strip().equals(name) || name.isBlank() || name.length() > 64
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name must be 1 to 64 characters without blanks around it");
        }
        return write(name, file, passphrase);
    }

    /**
     * Gives a login another key; the one before is gone. What it has signed can be brought as long as the head-end's list
     * has its line.
     *
     * @param passphrase that of the login
     * @param next that of the new key, which may be the same
     * @return the line that the head-end wants, besides the one before
     * @throws BadFileException if it is no login, or the passphrase is another
     */
    public static String rekey(Path file, Passphrase passphrase, Passphrase next) {
        return write(read(file, passphrase).name, file, next);
    }

    private static String write(String name, Path file, Passphrase passphrase) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] secret = pair.getPrivate().getEncoded();
            SealedSecret sealed = SealedSecret.of(secret, context(name), passphrase, KdfCost.STANDARD);
            Arrays.fill(secret, (byte) 0);
            OwnerOnlyFile.replace(file, ("technician " + name + "\n" + sealed.text() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + " " + name;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform from 15 on has Ed25519", e);
        }
    }

    /**
     * Opens a login. A wrong passphrase and a changed file look the same.
     *
     * @throws BadFileException if it is none, others may read it, or it does not open; nothing of it is in the message
     */
    public static TechnicianKey read(Path file, Passphrase passphrase) {
        byte[] bytes = OwnerOnlyFile.bytes(file, FILE_CHARS_MAX);
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length < 2 || !lines[0].startsWith("technician ")) {
            throw new BadFileException(file, 0, "is no technician's login; make one with wattle probe enrol");
        }
        String name = lines[0].substring("technician ".length());
        try {
            byte[] secret = new SealedSecret(lines[1]).open(context(name), passphrase)
                    .orElseThrow(() -> new BadFileException(file, 2,
                            "does not open: wrong passphrase, or the file was changed"));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret));
            Arrays.fill(secret, (byte) 0);
            return new TechnicianKey(name, key);
        } catch (GeneralSecurityException | KeyStoreException e) {
            throw new BadFileException(file, 2, "holds no key of this version; make a login with wattle probe enrol");
        }
    }

    private static byte[] context(String name) {
        return (PURPOSE + name).getBytes(StandardCharsets.UTF_8);
    }

    public String name() {
        return name;
    }

    SignedSession sign(ProbeSession session) {
        return signBytes(SessionCodec.encode(session));
    }

    SignedSession signBytes(byte[] payload) {
        try {
            Signature signing = Signature.getInstance("Ed25519");
            signing.initSign(key);
            signing.update(SignedSession.signed(payload));
            return new SignedSession(name, payload, signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the technician's key does not sign", e);
        }
    }

    @Override
    public String toString() {
        return "TechnicianKey[" + name + ", hidden]";
    }
}

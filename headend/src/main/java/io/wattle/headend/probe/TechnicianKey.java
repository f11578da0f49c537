package io.wattle.headend.probe;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
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
import java.util.Base64;
import java.util.List;

/**
 * A technician's login: his name and his private key, in a file that only its owner may read. The key never leaves it.
 *
 * <p>The file has two lines: {@code technician NAME}, and {@code ed25519 KEY} (PKCS #8, base64).
 */
public final class TechnicianKey {
    private final String name;
    private final PrivateKey key;

    private TechnicianKey(String name, PrivateKey key) {
        this.name = name;
        this.key = key;
    }

    /**
     * Makes a new one.
     *
     * @return the line that the head-end wants: public key and name
     * @throws BadFileException if there is a file already, or it cannot be written
     */
    public static String enrol(String name, Path file) {
        if (Files.exists(file)) {
            throw new BadFileException(file, 0,
                    "is there already; a technician has one login, and a lost one is replaced"
                            + " by hand");
        }
        if (!name.strip().equals(name) || name.isBlank() || name.length() > 64 || name.contains("\n")) {
            throw new IllegalArgumentException("the name must be 1 to 64 characters without blanks around it");
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            OwnerOnlyFile.replace(file, ("technician " + name + "\ned25519 "
                    + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + " " + name;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform from 15 on has Ed25519", e);
        }
    }

    /**
     * Reads a login.
     *
     * @throws BadFileException if it is none, or others may read it; nothing of it is in the message
     */
    public static TechnicianKey read(Path file) {
        List<String> lines = OwnerOnlyFile.lines(file);
        if (lines.size() < 2 || !lines.get(0).startsWith("technician ") || !lines.get(1).startsWith("ed25519 ")) {
            throw new BadFileException(file, 0, "is no technician's login; make one with wattle probe enrol");
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(lines.get(1).substring("ed25519 ".length()).strip());
            return new TechnicianKey(lines.get(0).substring("technician ".length()).strip(),
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadFileException(file, 2, "holds no Ed25519 key");
        }
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

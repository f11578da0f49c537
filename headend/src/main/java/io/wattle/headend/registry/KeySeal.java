package io.wattle.headend.registry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What keeps a file of keys closed to whoever gets hold of the file alone: AES-256-GCM under a key of its own, 64 hexadecimal
 * digits in a file that only its owner may read, such as a secret store puts there when the service starts. A new nonce at
 * random for each writing.
 */
final class KeySeal {
    /** Names the file with the key. */
    static final String VARIABLE = "WATTLE_KEYS_SEAL";
    private static final String HEAD = "wattle-sealed-keys 1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<Path> keyFile;

    /** @param keyFile empty: only plain files can be read */
    KeySeal(Optional<Path> keyFile) {
        this.keyFile = keyFile;
    }

    /** The one that the environment names, if it names one. */
    static KeySeal ofEnvironment() {
        return new KeySeal(Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isEmpty()).map(Path::of));
    }

    /** Makes a new key where there is none yet. */
    static void make(Path keyFile) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        byte[] line = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        OwnerOnlyFile.replace(keyFile, line);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(line, (byte) 0);
    }

    /** Whether these lines are a sealed file's. */
    static boolean isSealed(List<String> lines) {
        return !lines.isEmpty() && lines.getFirst().equals(HEAD);
    }

    /** What the file says. @throws BadFileException if it is sealed and cannot be opened */
    List<String> lines(Path file) {
        List<String> lines = OwnerOnlyFile.lines(file);
        return isSealed(lines) ? opened(file, lines) : lines;
    }

    /** Puts this in place of the file, in the form that it has. */
    void replace(Path file, String text) {
        write(file, text, isSealed(OwnerOnlyFile.lines(file)));
    }

    /** The same, sealed from now on or plain. */
    void write(Path file, String text, boolean sealed) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        try {
            OwnerOnlyFile.replace(file, sealed ? sealed(file, plain) : plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private byte[] sealed(Path file, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, key(file), nonce).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + text.length);
            System.arraycopy(text, 0, all, NONCE_BYTES, text.length);
            return (HEAD + "\n" + Base64.getEncoder().encodeToString(all) + "\n").getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no AES-GCM on this platform", broken);
        }
    }

    private List<String> opened(Path file, List<String> lines) {
        try {
            byte[] all = Base64.getDecoder().decode(lines.size() == 2 ? lines.get(1) : "");
            if (all.length < NONCE_BYTES) {
                throw new BadFileException(file, 2, "must hold what is sealed, in base64, and nothing behind it");
            }
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key(file), Arrays.copyOf(all, NONCE_BYTES))
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            try {
                return new String(plain, StandardCharsets.UTF_8).lines().toList();
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        } catch (AEADBadTagException other) {
            throw new BadFileException(file, 0, "does not open with the key that " + VARIABLE
                    + " names: it was sealed with another, or the file was changed");
        } catch (IllegalArgumentException noBase64) {
            throw new BadFileException(file, 2, "must hold what is sealed, in base64, and nothing behind it");
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no AES-GCM on this platform", broken);
        }
    }

    private byte[] key(Path file) {
        Path from = keyFile.orElseThrow(() -> new BadFileException(file, 0, "is to be sealed or opened, and " + VARIABLE
                + " names no file with the key"));
        List<String> lines = OwnerOnlyFile.lines(from)
                .stream()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        if (lines.size() != 1 || !lines.getFirst().matches("[0-9a-fA-F]{64}")) {
            throw new BadFileException(from, 0, "must hold one line of 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(lines.getFirst());
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        Arrays.fill(key, (byte) 0);
        cipher.updateAAD(HEAD.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}

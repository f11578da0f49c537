package io.wattle.headend.sts.keystore;

import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.sts.keystore.KeyStoreCodec.Contents;
import io.wattle.headend.sts.keystore.KeyStoreCodec.Head;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A keystore file, open: vending keys by supply group, revision and kind, a key for the memory of tokens, and the
 * module's name. Each change replaces the file as a whole. Keys are wiped when it is closed. Safe for use by many threads;
 * two processes that change one file overwrite each other.
 */
public final class KeyStore implements AutoCloseable {
    private static final String CANNOT_OPEN = "cannot be opened: wrong passphrase, or the file was changed";

    private final Path file;
    private final Head head;
    private final SealingKey wrapping;
    private final String moduleId;
    private final SealingKey memoryKey;
    private final List<StoredKey> keys;

    /** One key as people may see it. */
    public record Listed(VendingKeyLabel label, String checkValue) {}

    private KeyStore(Path file, Head head, SealingKey wrapping, Contents contents) {
        this.file = file;
        this.head = head;
        this.wrapping = wrapping;
        this.moduleId = contents.moduleId();
        this.memoryKey = contents.memoryKey();
        this.keys = new ArrayList<>(contents.keys());
    }

    private KeyStore(Path file, Head head, Passphrase passphrase, byte[] bytes) {
        this.file = file;
        this.head = head;
        this.wrapping = head.cost().key(passphrase, head.salt());
        try {
            Contents contents = unsealed(bytes, wrapping);
            this.moduleId = contents.moduleId();
            this.memoryKey = contents.memoryKey();
            this.keys = new ArrayList<>(contents.keys());
        } catch (KeyStoreException bad) {
            wrapping.close();
            throw bad;
        }
    }

    /**
     * Makes a file without vending keys, readable by its owner alone.
     *
     * @param moduleId what tokens will say they come from: 1 to 32 letters, digits, dots, dashes
     * @param passphrase at least 12 bytes; the caller closes it
     * @throws KeyStoreException if the file exists, or a value is not allowed
     */
    public static KeyStore create(Path file, Passphrase passphrase, String moduleId, KdfCost cost) {
        if (Files.exists(file)) {
            throw new KeyStoreException(file + " exists; a keystore is never overwritten by a new one");
        }
        if (!moduleId.matches("[A-Za-z0-9.-]{1,32}")) {
            throw new KeyStoreException("the module id must have 1 to 32 letters, digits, dots or dashes");
        }
        passphrase.requireLongEnough();
        byte[] salt = new byte[KeyStoreCodec.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        KeyStore made = new KeyStore(file, new Head(cost, salt), cost.key(passphrase, salt),
                new Contents(moduleId, SealingKey.fresh(), List.of()));
        made.save();
        return made;
    }

    /**
     * Opens a file. A wrong passphrase and a changed file look the same.
     *
     * @throws KeyStoreException naming the file, and nothing of what is in it
     * @throws io.wattle.headend.registry.BadFileException if it cannot be read, or others may read it
     */
    public static KeyStore open(Path file, Passphrase passphrase) {
        byte[] bytes = OwnerOnlyFile.bytes(file, KeyStoreCodec.FILE_BYTES_MAX);
        try {
            Head head = Head.read(bytes);
            return new KeyStore(file, head, passphrase, bytes);
        } catch (KeyStoreException bad) {
            throw new KeyStoreException("keystore " + file + " " + bad.getMessage());
        }
    }

    /** The contents of a file's bytes under the key of its passphrase. */
    static Contents unsealed(byte[] file, SealingKey wrapping) {
        byte[] plain = wrapping
                .open(Arrays.copyOf(file, KeyStoreCodec.HEAD_BYTES),
                        Arrays.copyOfRange(file, KeyStoreCodec.HEAD_BYTES, file.length))
                .orElseThrow(() -> new KeyStoreException(CANNOT_OPEN));
        try {
            return KeyStoreCodec.decode(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Adds a vending key, and is on disk when it returns.
     *
     * @param key 8 bytes of odd parity for DKGA 02, 20 bytes for DKGA 04; the caller wipes its own
     * @return the check value of the key
     * @throws KeyStoreException if a key of that supply group, revision and kind is there
     * @throws io.wattle.protocols.sts.value.BadStsValueException if it is no key for that label
     */
    public synchronized String add(VendingKeyLabel label, byte[] key) {
        if (keys.stream().anyMatch(stored -> stored.isNamedAs(label))) {
            throw new KeyStoreException("keystore " + file + " has a " + label.kind() + " of SGC "
                    + label.supplyGroup() + " and KRN " + label.revision() + " already");
        }
        if (keys.size() == KeyStoreCodec.KEYS_MAX) {
            throw new KeyStoreException("keystore " + file + " is full: " + KeyStoreCodec.KEYS_MAX + " keys");
        }
        StoredKey added = new StoredKey(label, key);
        keys.add(added);
        try {
            save();
        } catch (RuntimeException notSaved) {
            keys.removeLast().close();
            throw notSaved;
        }
        return added.checkValue();
    }

    /** Labels and check values, never keys. */
    public synchronized List<Listed> list() {
        return keys.stream().map(key -> new Listed(key.label(), key.checkValue())).toList();
    }

    /** A vending key, which stays the keystore's: not to be closed by who asks. */
    public synchronized Optional<VendingKey> vendingKey(SupplyGroupCode group, KeyRevisionNumber revision,
            VendingKeyKind kind) {
        return keys.stream()
                .filter(key -> key.label().supplyGroup().equals(group) && key.label().revision().equals(revision)
                        && key.label().kind() == kind)
                .findFirst()
                .map(StoredKey::vending);
    }

    /** What tokens made with it say they come from. */
    public String moduleId() {
        return moduleId;
    }

    /** What the memory of tokens is sealed with; stays the keystore's. */
    public SealingKey memoryKey() {
        return memoryKey;
    }

    @Override
    public synchronized void close() {
        keys.forEach(StoredKey::close);
        memoryKey.close();
        wrapping.close();
    }

    @Override
    public String toString() {
        return "KeyStore[" + file + ", hidden]";
    }

    private void save() {
        byte[] front = head.bytes();
        byte[] plain = KeyStoreCodec.encode(new Contents(moduleId, memoryKey, keys));
        try {
            byte[] sealed = wrapping.seal(front, plain);
            byte[] whole = Arrays.copyOf(front, front.length + sealed.length);
            System.arraycopy(sealed, 0, whole, front.length, sealed.length);
            OwnerOnlyFile.replace(file, whole);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}

package io.wattle.headend.sts.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The bytes of a keystore: {@code docs/keystore-format.md}. Stateless. */
final class KeyStoreCodec {
    static final int KEYS_MAX = 1_000;
    static final int FILE_BYTES_MAX = 65_536;
    static final int SALT_BYTES = 16;
    static final int HEAD_BYTES = 40;
    private static final int MAGIC = 0x57544B53; // WTKS
    private static final short VERSION = 1;
    private static final byte ARGON2ID = 1;
    private static final byte AES_256_GCM = 1;
    private static final int KEY_BYTES_MAX = 20;
    private static final int ENTRY_BYTES_MAX = 10 + KEY_BYTES_MAX;

    private KeyStoreCodec() {}

    /** What stands before the sealed part, and goes into its seal. */
    record Head(KdfCost cost, byte[] salt) {

        byte[] bytes() {
            return ByteBuffer.allocate(HEAD_BYTES)
                    .putInt(MAGIC)
                    .putShort(VERSION)
                    .put(ARGON2ID)
                    .put(AES_256_GCM)
                    .putInt(cost.memoryKiB())
                    .putInt(cost.iterations())
                    .putInt(cost.parallelism())
                    .putInt(0) // reserved
                    .put(salt)
                    .array();
        }

        /** @throws KeyStoreException if it is not the beginning of a keystore that we can read */
        static Head read(byte[] file) {
            require(file.length >= HEAD_BYTES + SealingKey.OVERHEAD_BYTES, "is too short for a keystore");
            ByteBuffer bytes = ByteBuffer.wrap(file);
            require(bytes.getInt() == MAGIC, "is not a keystore");
            require(bytes.getShort() == VERSION, "has another version than " + VERSION);
            require(bytes.get() == ARGON2ID && bytes.get() == AES_256_GCM, "uses other algorithms");
            KdfCost cost = new KdfCost(bytes.getInt(), bytes.getInt(), bytes.getInt());
            bytes.getInt();
            byte[] salt = new byte[SALT_BYTES];
            bytes.get(salt);
            return new Head(cost, salt);
        }
    }

    /** What the sealed part says. */
    record Contents(String moduleId, SealingKey memoryKey, List<StoredKey> keys) {}

    /** The sealed part before it is sealed; the caller wipes it. */
    static byte[] encode(Contents contents) {
        ByteBuffer bytes = ByteBuffer.allocate(128 + contents.keys.size() * ENTRY_BYTES_MAX);
        byte[] memoryKey = contents.memoryKey.bytes();
        bytes.put((byte) contents.moduleId.length()).put(contents.moduleId.getBytes(US_ASCII)).put(memoryKey);
        Arrays.fill(memoryKey, (byte) 0);
        bytes.putShort((short) contents.keys.size());
        contents.keys.forEach(key -> put(bytes, key));
        byte[] plain = Arrays.copyOf(bytes.array(), bytes.position());
        Arrays.fill(bytes.array(), (byte) 0);
        return plain;
    }

    /** @throws KeyStoreException if it says something that no keystore can; what was made of it is wiped then */
    static Contents decode(byte[] plain) {
        ByteBuffer bytes = ByteBuffer.wrap(plain);
        List<StoredKey> keys = new ArrayList<>();
        try {
            byte[] name = take(bytes, bytes.get() & 0xFF);
            byte[] memoryKey = take(bytes, SealingKey.KEY_BYTES);
            int count = bytes.getShort() & 0xFFFF;
            require(count <= KEYS_MAX, "has more than " + KEYS_MAX + " keys");
            for (int i = 0; i < count; i++) {
                keys.add(get(bytes));
            }
            require(!bytes.hasRemaining(), "has something behind its last key");
            SealingKey sealing = new SealingKey(memoryKey);
            Arrays.fill(memoryKey, (byte) 0);
            return new Contents(new String(name, US_ASCII), sealing, keys);
        } catch (BufferUnderflowException | BadStsValueException unreadable) {
            keys.forEach(StoredKey::close);
            throw new KeyStoreException("holds what this version does not understand");
        } catch (KeyStoreException unreadable) {
            keys.forEach(StoredKey::close);
            throw unreadable;
        }
    }

    private static void put(ByteBuffer bytes, StoredKey key) {
        VendingKeyLabel label = key.label();
        bytes.putInt(label.supplyGroup().number())
                .put((byte) label.revision().number())
                .put((byte) label.kind().makes().number())
                .put((byte) Integer.parseInt(label.baseDate().digits()))
                .put((byte) Integer.parseInt(label.algorithm().digits()))
                .put((byte) label.expiry().number())
                .put((byte) key.bytes().length)
                .put(key.bytes());
    }

    private static StoredKey get(ByteBuffer bytes) {
        SupplyGroupCode group = SupplyGroupCode.of(bytes.getInt());
        KeyRevisionNumber revision = new KeyRevisionNumber(bytes.get() & 0xFF);
        VendingKeyKind kind = kind(bytes.get());
        BaseDate baseDate = baseDate(String.format(Locale.ROOT, "%02d", bytes.get() & 0xFF));
        KeyGenerationAlgorithm algorithm = KeyGenerationAlgorithm
                .of(String.format(Locale.ROOT, "%02d", bytes.get() & 0xFF));
        KeyExpiryNumber expiry = new KeyExpiryNumber(bytes.get() & 0xFF);
        byte[] key = take(bytes, bytes.get() & 0xFF);
        try {
            return new StoredKey(new VendingKeyLabel(group, revision, kind, baseDate, algorithm, expiry), key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static VendingKeyKind kind(int makes) {
        return Arrays.stream(VendingKeyKind.values())
                .filter(kind -> kind.makes().number() == makes)
                .findFirst()
                .orElseThrow(() -> new KeyStoreException("has a key of a kind that is not known"));
    }

    private static BaseDate baseDate(String digits) {
        return Arrays.stream(BaseDate.values())
                .filter(date -> date.digits().equals(digits))
                .findFirst()
                .orElseThrow(() -> new KeyStoreException("has a base date that is not known"));
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    private static void require(boolean good, String reason) {
        if (!good) {
            throw new KeyStoreException(reason);
        }
    }
}

package io.wattle.ledger.snapshot;

import io.wattle.ledger.journal.JournalPlace;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What stands before the state in a snapshot's file; docs/journal-format.md has the table.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param sequence of the last entry that is in the state
 * @param time when that entry was decided
 * @param place just after the frame with that entry
 * @param stateHash SHA-256 of the body, which is the state hash, hex
 * @param bodyBytes length of the body
 */
public record SnapshotHead(long sequence, Instant time, JournalPlace place, String stateHash, long bodyBytes) {
    static final int MAGIC = 0x5754534E; // "WTSN"
    static final int VERSION = 1;
    private static final int HASH_BYTES = 32;
    /** Magic, version, reserved, sequence, time, place, state hash, length of the body. */
    private static final int HASHED_BYTES = 4 + 2 + 2 + 8 + 12 + (4 + 8 + 8 + HASH_BYTES) + HASH_BYTES + 8;
    /** With the SHA-256 of all that at its end. */
    static final int BYTES = HASHED_BYTES + HASH_BYTES;

    byte[] toBytes() {
        ByteBuffer head = ByteBuffer.allocate(BYTES);
        head.putInt(MAGIC).putShort((short) VERSION).putShort((short) 0).putLong(sequence);
        head.putLong(time.getEpochSecond()).putInt(time.getNano());
        head.putInt(place.segment()).putLong(place.offsetBytes()).putLong(place.frameSequence());
        head.put(place.previousHash()).put(HexFormat.of().parseHex(stateHash)).putLong(bodyBytes);
        return head.put(sha256(head.array())).array();
    }

    /** @throws IOException if it is none, or was changed */
    static SnapshotHead read(DataInputStream from) throws IOException {
        byte[] bytes = from.readNBytes(BYTES);
        if (bytes.length < BYTES) {
            throw new IOException("it ends after " + bytes.length + " bytes, in its head");
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        if (head.getInt() != MAGIC || head.getShort() != VERSION || head.getShort() != 0) {
            throw new IOException("it is no snapshot of version " + VERSION);
        }
        if (!Arrays.equals(sha256(bytes), Arrays.copyOfRange(bytes, HASHED_BYTES, BYTES))) {
            throw new IOException("its head was changed: the SHA-256 does not match");
        }
        long sequence = head.getLong();
        Instant time = Instant.ofEpochSecond(head.getLong(), head.getInt());
        JournalPlace place = new JournalPlace(head.getInt(), head.getLong(), head.getLong(), sequence + 1, hash(head));
        return new SnapshotHead(sequence, time, place, HexFormat.of().formatHex(hash(head)), head.getLong());
    }

    private static byte[] hash(ByteBuffer from) {
        byte[] hash = new byte[HASH_BYTES];
        from.get(hash);
        return hash;
    }

    private static byte[] sha256(byte[] bytes) {
        MessageDigest digest = SnapshotFile.sha256();
        digest.update(bytes, 0, HASHED_BYTES);
        return digest.digest();
    }
}

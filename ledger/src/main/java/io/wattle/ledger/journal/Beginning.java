package io.wattle.ledger.journal;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a journal begins whose first segments were archived: a small file, replaced as a whole. */
final class Beginning {
    static final String FILE = "journal.begin";
    private static final int MAGIC = 0x57544247; // "WTBG"
    private static final int VERSION = 1;
    private static final int FILE_BYTES = 4 + 4 + 4 + 8 + 8 + Frames.HASH_BYTES + Frames.CRC_BYTES;

    private Beginning() {}

    /**
     * Just before the first frame that is kept; the start of all when nothing was ever archived.
     *
     * @throws JournalDamaged if the file is there and is not whole
     */
    static JournalPlace read(Path journal) throws IOException {
        Path path = journal.resolve(FILE);
        byte[] bytes;
        // Not through a channel: that closes itself when its thread is interrupted.
        try (FileInputStream file = new FileInputStream(path.toFile())) {
            bytes = file.readAllBytes();
        } catch (FileNotFoundException e) {
            if (Files.exists(path)) {
                throw e; // it is there: what is missing is a descriptor or a permission
            }
            return JournalPlace.START;
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int crcAt = FILE_BYTES - Frames.CRC_BYTES;
        if (bytes.length != FILE_BYTES || file.getInt() != MAGIC || file.getInt() != VERSION
                || file.getInt(crcAt) != new Checksums().crc(bytes, 0, crcAt)) {
            throw new JournalDamaged(new JournalDamage(FILE, 1, 1,
                    "unreadable, so nobody can tell where the journal begins; verify it with its archive"));
        }
        int segment = file.getInt();
        long frameSequence = file.getLong();
        long sequence = file.getLong();
        byte[] previousHash = new byte[Frames.HASH_BYTES];
        file.get(previousHash);
        return new JournalPlace(segment, 0, frameSequence, sequence, previousHash);
    }

    /** From now on the journal begins with a segment's first frame. Durable on return. */
    static void write(Path journal, JournalPlace beginning) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(FILE_BYTES);
        file.putInt(MAGIC).putInt(VERSION).putInt(beginning.segment());
        file.putLong(beginning.frameSequence()).putLong(beginning.sequence()).put(beginning.previousHash());
        file.putInt(new Checksums().crc(file.array(), 0, file.position()));
        Forced.replace(journal.resolve(FILE), file.array());
    }
}

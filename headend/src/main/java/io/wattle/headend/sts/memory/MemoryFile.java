package io.wattle.headend.sts.memory;

import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.sts.keystore.SealingKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One file of records, appended to and never changed. Used by one thread at a time. */
final class MemoryFile implements AutoCloseable {
    private static final int MAGIC = 0x5754544D; // WTTM
    private static final short VERSION = 1;
    private static final int PLAIN_HEAD_BYTES = 16;
    static final int HEAD_BYTES = PLAIN_HEAD_BYTES + SealingKey.OVERHEAD_BYTES;

    private final Path path;
    private final long generation;
    private final SealingKey key;
    private final FileChannel channel;
    private long end;
    private int records;

    private MemoryFile(Path path, long generation, SealingKey key, FileChannel channel) {
        this.path = path;
        this.generation = generation;
        this.key = key;
        this.channel = channel;
        this.end = HEAD_BYTES;
    }

    /** Makes an empty one, on disk when this returns. */
    static MemoryFile create(Path path, long generation, SealingKey key) throws IOException {
        FileChannel channel = OwnerOnlyFile.create(path);
        byte[] plain = head(generation);
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).put(plain).put(key.seal(plain, new byte[0]));
        writeAll(channel, head.flip(), 0);
        channel.force(true);
        OwnerOnlyFile.forceFolderOf(path);
        return new MemoryFile(path, generation, key, channel);
    }

    /** Whether a crash left it before anything could be in it. */
    static boolean isUnborn(Path path) throws IOException {
        return Files.size(path) < HEAD_BYTES;
    }

    /**
     * Opens one and tells of each record and where it stands. What a crash left unfinished at the end is cut off.
     *
     * @throws MemoryException if it is damaged, or sealed with another key
     */
    static MemoryFile open(Path path, long generation, SealingKey key, BiConsumer<IdHash, Long> each)
            throws IOException {
        MemoryFile file = new MemoryFile(path, generation, key,
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            file.readHead();
            file.readRecords(each);
            return file;
        } catch (IOException | RuntimeException bad) {
            file.channel.close();
            throw bad;
        }
    }

    long generation() {
        return generation;
    }

    int records() {
        return records;
    }

    /** Writes results and forces them together; the places are told in the same order. */
    List<Map.Entry<IdHash, Long>> append(List<Remembered> results) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(results.size() * MemoryRecord.BYTES_MAX);
        List<Map.Entry<IdHash, Long>> places = new ArrayList<>();
        for (Remembered result : results) {
            long offset = end + bytes.position();
            MemoryRecord record = MemoryRecord.seal(result, key, generation, offset, end);
            record.write(bytes);
            places.add(Map.entry(record.id(), offset));
        }
        writeAll(channel, bytes.flip(), end);
        channel.force(false);
        end += bytes.limit();
        records += results.size();
        return places;
    }

    /** @throws MemoryException if it cannot be read any more */
    Remembered read(long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MemoryRecord.BYTES_MAX, end - offset));
        readAll(bytes, offset);
        return MemoryRecord.read(bytes.flip())
                .orElseThrow(() -> new MemoryException(path + ": the record at " + offset + " is damaged"))
                .open(key, generation, offset);
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readHead() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
        readAll(bytes, 0);
        byte[] plain = head(generation);
        byte[] sealed = new byte[SealingKey.OVERHEAD_BYTES];
        bytes.flip().get(new byte[PLAIN_HEAD_BYTES]).get(sealed);
        if (!bytes.slice(0, PLAIN_HEAD_BYTES).equals(ByteBuffer.wrap(plain))
                || key.open(plain, sealed).isEmpty()) {
            throw new MemoryException(path + " is no memory of tokens, or not of this keystore");
        }
    }

    private void readRecords(BiConsumer<IdHash, Long> each) throws IOException {
        ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        bytes.position(HEAD_BYTES);
        while (bytes.hasRemaining()) {
            long offset = bytes.position();
            Optional<MemoryRecord> record = MemoryRecord.read(bytes);
            if (record.isEmpty()) {
                refuseDamage(bytes);
                break;
            }
            each.accept(record.get().id(), offset);
            records++;
            end = bytes.position();
        }
        if (end < channel.size()) {
            channel.truncate(end);
            channel.force(true);
        }
    }

    /** A later record that says that this place was on disk before it was written proves that nothing was torn here. */
    private void refuseDamage(ByteBuffer bytes) {
        int bad = bytes.position();
        for (int at = bad + 1; at < bytes.limit(); at++) {
            bytes.position(at);
            if (MemoryRecord.read(bytes).filter(later -> later.durableBefore() > bad).isPresent()) {
                throw new MemoryException(path + " is damaged at " + bad
                        + ": tokens that were given out may be forgotten; put back a good copy");
            }
        }
    }

    private static byte[] head(long generation) {
        return ByteBuffer.allocate(PLAIN_HEAD_BYTES)
                .putInt(MAGIC)
                .putShort(VERSION)
                .putShort((short) 0)
                .putLong(generation)
                .array();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, offset + bytes.position());
        }
    }

    private void readAll(ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new MemoryException(path + " is shorter than it was");
            }
        }
    }
}

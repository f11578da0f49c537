package io.wattle.headend.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * The least that a durable, chained journal can cost: frames of the same sizes as the ledger's, with the same checksums
 * and the same chain, written to a file that is already there, and forced one by one by one thread. Nothing is decided,
 * nothing encoded, nobody answered. For one use.
 */
final class Floor {
    /** Numbers, hash of the frame before; docs/journal-format.md. */
    private static final int HEAD_BYTES = 64;
    private static final int RECORD_HEAD_BYTES = 8;
    private static final int HASH_BYTES = 32;
    private static final int TAIL_BYTES = HASH_BYTES + 4;
    /** Above the largest frame; the writes go round in it. */
    private static final int FILE_MIB = 256;

    private final MessageDigest sha256;
    private final byte[] contents;
    private byte[] previousHash = new byte[HASH_BYTES];

    private Floor(int contentsBytes, long seed) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        contents = new byte[contentsBytes];
        new Random(seed).nextBytes(contents);
    }

    /** Appends and forces frames of these shapes in a new file, which is removed. Returns records per second. */
    static double recordsPerSecond(Path path, List<FrameShape> shapes, long seed) {
        Floor floor = new Floor(shapes.stream().mapToInt(FrameShape::recordBytes).max().orElseThrow(), seed);
        try (DiskFile file = DiskFile.create(path, FILE_MIB)) {
            long began = System.nanoTime();
            long records = 0;
            for (FrameShape shape : shapes) {
                file.append(floor.frame(shape));
                records += shape.records();
            }
            return records * 1e9 / (System.nanoTime() - began);
        } finally {
            Scratch.remove(path);
        }
    }

    private ByteBuffer frame(FrameShape shape) {
        int bytes = HEAD_BYTES + shape.records() * RECORD_HEAD_BYTES + shape.recordBytes() + TAIL_BYTES;
        ByteBuffer frame = ByteBuffer.allocate(bytes);
        frame.position(HEAD_BYTES - HASH_BYTES).put(previousHash);
        int from = 0;
        for (int i = 1; i <= shape.records(); i++) {
            int to = (int) ((long) shape.recordBytes() * i / shape.records());
            frame.putInt(to - from).putInt(crc(contents, from, to - from)).put(contents, from, to - from);
            from = to;
        }
        sha256.update(frame.array(), 0, frame.position());
        previousHash = sha256.digest();
        frame.put(previousHash);
        return frame.putInt(crc(frame.array(), 0, frame.position())).flip();
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}

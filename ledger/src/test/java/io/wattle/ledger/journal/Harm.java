package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds frames in a segment's file without the code that is being tested, and does harm. */
final class Harm {

    private Harm() {}

    /** Where a frame stands in its file. */
    record Frame(byte[] file, int start, int end) {

        long frameSequence() {
            return ByteBuffer.wrap(file).getLong(start + 12);
        }

        long firstSequence() {
            return ByteBuffer.wrap(file).getLong(start + 20);
        }

        int recordStart(int record) {
            int at = start + Frames.HEAD_BYTES;
            for (int i = 0; i < record; i++) {
                at += Frames.RECORD_HEAD_BYTES + ByteBuffer.wrap(file).getInt(at);
            }
            return at + Frames.RECORD_HEAD_BYTES;
        }

        int recordBytes(int record) {
            return ByteBuffer.wrap(file).getInt(recordStart(record) - Frames.RECORD_HEAD_BYTES);
        }

        @Override
        public String toString() {
            return "frame " + frameSequence() + " at " + start;
        }
    }

    static List<Frame> frames(byte[] file) {
        List<Frame> frames = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(file);
        int at = 0;
        while (at + Frames.HEAD_BYTES < file.length) {
            if (buffer.getInt(at) == Frames.MAGIC) {
                frames.add(new Frame(file, at, at + buffer.getInt(at + 8)));
                at = frames.getLast().end();
            }
            at = (at + 4) / 4 * 4;
        }
        return frames;
    }

    static void flip(Path path, int at, int bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            int value = file.read();
            file.seek(at);
            file.write(value ^ (1 << bit));
        }
    }

    static void tear(Path path, int from, int to) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(from);
            file.write(new byte[to - from]);
        }
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

}

package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged and then changed, cut or removed must be found and named; what never was, is cut. */
class JournalDamageTest {
    private static final int FRAMES_PER_SEGMENT = 20;
    private static final int RECORDS_PER_FRAME = 3;

    @TempDir
    private Path directory;

    /** Two segments of 20 frames of 3 records, all acknowledged. */
    @BeforeEach
    void write() {
        for (int segment = 0; segment < 2; segment++) {
            try (Journal journal = open()) {
                for (int frame = 0; frame < FRAMES_PER_SEGMENT; frame++) {
                    journal.append(batch((int) journal.lastSequence() + 1));
                }
            }
        }
    }

    @Test
    void shouldNameTheRecordOfEveryFlippedBitInARecord() throws IOException {
        Random random = seeded();
        for (int round = 0; round < 60; round++) {
            int segment = 1 + random.nextInt(2);
            Path file = file(segment);
            byte[] whole = Files.readAllBytes(file);
            List<Frame> frames = frames(whole);
            Frame frame = frames.get(random.nextInt(frames.size()));
            int record = random.nextInt(RECORDS_PER_FRAME);
            int at = frame.recordStart(record) + random.nextInt(frame.recordBytes(record));
            flip(file, at, random.nextInt(8));

            JournalDamage damage = check().damage().orElseThrow();
            assertThat(damage.segment()).isEqualTo(Segments.name(segment));
            assertThat(damage.frameSequence()).isEqualTo(frame.frameSequence());
            assertThat(damage.firstBadRecord()).isEqualTo(frame.firstSequence() + record);
            assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class)
                    .hasMessageContaining(Segments.name(segment));
            Files.write(file, whole);
        }
        assertThat(check().isGood()).isTrue();
    }

    @Test
    void shouldFindEveryFlippedBitInAHeadOrATailOrAChroniclesHeader() throws IOException {
        Random random = seeded();
        Path file = file(1);
        byte[] whole = Files.readAllBytes(file);
        for (Frame frame : frames(whole)) {
            List<Integer> places = new ArrayList<>();
            IntStream.range(frame.start() - 4, frame.start() + Frames.HEAD_BYTES).forEach(places::add);
            IntStream.range(frame.end() - Frames.TAIL_BYTES, frame.end()).forEach(places::add);
            for (int n = 0; n < 8; n++) {
                int at = places.get(random.nextInt(places.size()));
                int bit = random.nextInt(8);
                flip(file, at, bit);
                boolean found = check().damage().filter(d -> d.frameSequence() == frame.frameSequence()).isPresent();
                boolean harmless = check().isGood() && at < frame.start(); // the container's length grew into padding
                assertThat(found || harmless).as("byte %d bit %d of frame %s", at, bit, frame).isTrue();
                Files.write(file, whole);
            }
        }
    }

    @Test
    void shouldFindATruncatedFile() throws IOException {
        Frame tenth = frames(Files.readAllBytes(file(1))).get(9);
        try (RandomAccessFile file = new RandomAccessFile(file(1).toFile(), "rw")) {
            file.setLength(tenth.start() + 50);
        }
        assertThat(check().damage().orElseThrow().frameSequence()).isEqualTo(10);
        assertThat(check().frames()).isEqualTo(9);
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("frame 10");
    }

    @Test
    void shouldFindAnEndThatWasCutOffAtAFrame() throws IOException {
        Frame last = frames(Files.readAllBytes(file(2))).getLast();
        try (RandomAccessFile file = new RandomAccessFile(file(2).toFile(), "rw")) {
            file.setLength(last.start() - 4);
        }
        assertThat(check().damage().orElseThrow().firstBadRecord()).isEqualTo(last.firstSequence());
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("had been made durable");
    }

    @Test
    void shouldFindAMissingSegment() throws IOException {
        delete(Segments.directory(directory, 1));
        JournalDamage damage = check().damage().orElseThrow();
        assertThat(damage.segment()).isEqualTo("seg-000001");
        assertThat(damage.firstBadRecord()).isEqualTo(1);
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("missing");
    }

    @Test
    void shouldFindAMissingLastSegment() throws IOException {
        delete(Segments.directory(directory, 2));
        assertThat(check().damage().orElseThrow().firstBadRecord()).isEqualTo(61);
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class);
    }

    @Test
    void shouldRefuseASegmentOfAnotherHistory(@TempDir Path other) throws IOException {
        for (int segment = 0; segment < 2; segment++) {
            try (Journal journal = ChronicleJournal.open(JournalConfig.of(other))) {
                for (int frame = 0; frame < FRAMES_PER_SEGMENT; frame++) {
                    journal.append(batch(1000));
                }
            }
        }
        Files.copy(Segments.file(other, 2).orElseThrow(), file(2), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(check().damage().orElseThrow().reason()).contains("chain is broken");
    }

    @Test
    void shouldRefuseAHistoryThatWasRewrittenAsAWhole(@TempDir Path other) throws IOException {
        for (int segment = 0; segment < 2; segment++) {
            try (Journal journal = ChronicleJournal.open(JournalConfig.of(other))) {
                for (int frame = 0; frame < FRAMES_PER_SEGMENT; frame++) {
                    journal.append(batch(1000));
                }
            }
        }
        Files.copy(directory.resolve(DurableMark.FILE), other.resolve(DurableMark.FILE),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(JournalReader.open(other).check(frame -> {
        }).damage().orElseThrow().reason()).contains("rewritten");
    }

    @Test
    void shouldRefuseWhenTheMarkIsGone() throws IOException {
        Files.delete(directory.resolve(DurableMark.FILE));
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining(DurableMark.FILE);
        assertThatThrownBy(() -> JournalReader.open(directory)).isInstanceOf(JournalDamaged.class);
    }

    @Test
    void shouldOpenWhenOneSlotOfTheMarkIsTorn() throws IOException {
        for (int slot = 0; slot < 2; slot++) {
            byte[] whole = Files.readAllBytes(directory.resolve(DurableMark.FILE));
            flip(directory.resolve(DurableMark.FILE), slot * 4096 + 20, 3);
            assertThat(check().isGood()).isTrue();
            Files.write(directory.resolve(DurableMark.FILE), whole);
        }
    }

    /** A frame that reached the file in part, before its force: never acknowledged, so never missed. */
    @Test
    void shouldCutATornTailSilentlyAndGoOnInANewSegment() throws IOException {
        Random random = seeded();
        for (int round = 0; round < 10; round++) {
            long before;
            byte[] mark;
            Path file;
            try (Journal journal = open()) {
                journal.append(batch(7));
                before = journal.lastSequence();
                mark = Files.readAllBytes(directory.resolve(DurableMark.FILE));
                journal.append(batch(8));
                file = file(Segments.last(directory));
            }
            Files.write(directory.resolve(DurableMark.FILE), mark);
            Frame torn = frames(Files.readAllBytes(file)).getLast();
            tear(file, torn.start() + random.nextInt(torn.end() - torn.start()), torn.end());
            try (Journal journal = open()) {
                assertThat(journal.lastSequence()).isEqualTo(before);
                assertThat(journal.append(batch(9))).isEqualTo(before + RECORDS_PER_FRAME);
            }
            assertThat(check().isGood()).isTrue();
        }
        try (Journal journal = open()) {
            assertThat(journal.lastSequence()).isEqualTo(2 * FRAMES_PER_SEGMENT * RECORDS_PER_FRAME + 10 * 6);
        }
    }

    @Test
    void shouldKeepWholeFramesBeyondTheMark() throws IOException {
        byte[] mark = Files.readAllBytes(directory.resolve(DurableMark.FILE));
        try (Journal journal = open()) {
            journal.append(batch(7));
        }
        Files.write(directory.resolve(DurableMark.FILE), mark);
        try (Journal journal = open()) {
            assertThat(journal.lastSequence()).isEqualTo(2 * FRAMES_PER_SEGMENT * RECORDS_PER_FRAME + 3);
        }
    }

    private Journal open() {
        return ChronicleJournal.open(JournalConfig.of(directory));
    }

    private JournalCheck check() {
        return JournalReader.open(directory).check(frame -> {
        });
    }

    private Path file(int segment) throws IOException {
        return Segments.file(directory, segment).orElseThrow();
    }

    private static List<byte[]> batch(int from) {
        return IntStream.range(from, from + RECORDS_PER_FRAME).mapToObj(i -> {
            byte[] record = new byte[20 + i % 7];
            Arrays.fill(record, (byte) i);
            return record;
        }).toList();
    }

    /** Where a frame stands in its file. */
    private record Frame(byte[] file, int start, int end) {

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

    private static List<Frame> frames(byte[] file) {
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

    private static void flip(Path path, int at, int bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            int value = file.read();
            file.seek(at);
            file.write(value ^ (1 << bit));
        }
    }

    private static void tear(Path path, int from, int to) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(from);
            file.write(new byte[to - from]);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Random seeded() {
        long seed = Long.getLong("wattle.seed", System.nanoTime());
        System.out.println("JournalDamageTest: -Dwattle.seed=" + seed);
        return new Random(seed);
    }
}

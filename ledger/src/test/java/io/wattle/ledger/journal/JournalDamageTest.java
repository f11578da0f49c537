package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
            List<Harm.Frame> frames = Harm.frames(whole);
            Harm.Frame frame = frames.get(random.nextInt(frames.size()));
            int record = random.nextInt(RECORDS_PER_FRAME);
            int at = frame.recordStart(record) + random.nextInt(frame.recordBytes(record));
            int bit = random.nextInt(8);
            Harm.flip(file, at, bit);

            JournalDamage damage = check().damage().orElseThrow();
            assertThat(damage.segment()).isEqualTo(Segments.name(segment));
            assertThat(damage.frameSequence()).isEqualTo(frame.frameSequence());
            assertThat(damage.firstBadRecord()).isEqualTo(frame.firstSequence() + record);
            assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class)
                    .hasMessageContaining(Segments.name(segment));
            Harm.flip(file, at, bit);
        }
        assertThat(check().isGood()).isTrue();
    }

    @Test
    void shouldFindEveryFlippedBitInAHeadOrATailOrAChroniclesHeader() throws IOException {
        Random random = seeded();
        Path file = file(1);
        byte[] whole = Files.readAllBytes(file);
        for (Harm.Frame frame : Harm.frames(whole)) {
            List<Integer> places = new ArrayList<>();
            IntStream.range(frame.start() - 4, frame.start() + Frames.HEAD_BYTES).forEach(places::add);
            IntStream.range(frame.end() - Frames.TAIL_BYTES, frame.end()).forEach(places::add);
            for (int n = 0; n < 8; n++) {
                requireFound(file, frame, places.get(random.nextInt(places.size())), random.nextInt(8));
            }
            requireFound(file, frame, frame.start() - 4, 0); // the container's length grows or shrinks a little
            requireFound(file, frame, frame.start() - 4, 1);
        }
    }

    private void requireFound(Path file, Harm.Frame frame, int at, int bit) throws IOException {
        Harm.flip(file, at, bit);
        JournalCheck check = check();
        boolean found = check.damage().filter(d -> d.frameSequence() == frame.frameSequence()).isPresent();
        boolean harmless = check.isGood() && at < frame.start(); // the container's length grew into padding
        assertThat(found || harmless).as("byte %d bit %d of %s: %s", at, bit, frame, check).isTrue();
        Harm.flip(file, at, bit);
    }

    @Test
    void shouldFindATruncatedFile() throws IOException {
        Harm.Frame tenth = Harm.frames(Files.readAllBytes(file(1))).get(9);
        try (RandomAccessFile file = new RandomAccessFile(file(1).toFile(), "rw")) {
            file.setLength(tenth.start() + 50);
        }
        assertThat(check().damage().orElseThrow().frameSequence()).isEqualTo(10);
        assertThat(check().frames()).isEqualTo(9);
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("frame 10");
    }

    @Test
    void shouldFindAnEndThatWasCutOffAtAFrame() throws IOException {
        Harm.Frame last = Harm.frames(Files.readAllBytes(file(2))).getLast();
        try (RandomAccessFile file = new RandomAccessFile(file(2).toFile(), "rw")) {
            file.setLength(last.start() - 4);
        }
        assertThat(check().damage().orElseThrow().firstBadRecord()).isEqualTo(last.firstSequence());
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("had been made durable");
    }

    @Test
    void shouldFindAMissingSegment() throws IOException {
        Harm.delete(Segments.directory(directory, 1));
        JournalDamage damage = check().damage().orElseThrow();
        assertThat(damage.segment()).isEqualTo("seg-000001");
        assertThat(damage.firstBadRecord()).isEqualTo(1);
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("missing");
    }

    @Test
    void shouldFindAMissingLastSegment() throws IOException {
        Harm.delete(Segments.directory(directory, 2));
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
            Harm.flip(directory.resolve(DurableMark.FILE), slot * 4096 + 20, 3);
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
            Harm.Frame torn = Harm.frames(Files.readAllBytes(file)).getLast();
            Harm.tear(file, torn.start() + random.nextInt(torn.end() - torn.start()), torn.end());
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

    static List<byte[]> batch(int from) {
        return IntStream.range(from, from + RECORDS_PER_FRAME).mapToObj(i -> {
            byte[] record = new byte[20 + i % 7];
            Arrays.fill(record, (byte) i);
            return record;
        }).toList();
    }

    private static Random seeded() {
        long seed = Long.getLong("wattle.seed", System.nanoTime());
        System.out.println("JournalDamageTest: -Dwattle.seed=" + seed);
        return new Random(seed);
    }
}

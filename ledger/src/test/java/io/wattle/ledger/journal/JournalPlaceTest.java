package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot names a place; the journal tells whether it holds it, and goes on from there. */
class JournalPlaceTest {
    private static final int FRAMES = 30;

    @TempDir
    private Path directory;

    /** After each frame, over three segments. */
    private List<JournalPlace> write(Path journalDirectory, int first) {
        List<JournalPlace> places = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            try (Journal journal = ChronicleJournal.open(JournalConfig.of(journalDirectory))) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    journal.append(JournalDamageTest.batch(first + (int) journal.lastSequence()));
                    places.add(journal.end());
                }
            }
        }
        return places;
    }

    @Test
    void shouldHandOverExactlyWhatStandsBehindThePlace() {
        List<JournalPlace> places = write(directory, 1);
        for (JournalPlace place : List.of(places.getFirst(), places.get(29), places.get(30), places.get(70),
                places.getLast())) {
            List<Long> replayed = new ArrayList<>();
            try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory), place,
                    frame -> replayed.add(frame.frameSequence()))) {
                assertThat(replayed).hasSize((int) (3 * FRAMES + 1 - place.frameSequence()));
                assertThat(replayed).isSorted();
                assertThat(journal.end()).isEqualTo(places.getLast());
                // What lies before the place can be read all the same.
                for (long from : new long[] {1, 89, 90, 91, 92, 180, 181, 182, 270}) {
                    try (JournalCursor cursor = journal.read(from)) {
                        JournalFrame frame = cursor.next().orElseThrow();
                        assertThat(from).isBetween(frame.firstSequence(), frame.lastSequence());
                    }
                }
            }
        }
    }

    @Test
    void shouldHoldEveryPlaceThatItGaveAndNoOther() throws IOException {
        List<JournalPlace> places = write(directory.resolve("one"), 1);
        List<JournalPlace> others = write(directory.resolve("two"), 2);
        assertThat(places).allMatch(place -> JournalReader.holds(directory.resolve("one"), place));
        assertThat(others).noneMatch(place -> JournalReader.holds(directory.resolve("one"), place));
        assertThat(JournalReader.holds(directory.resolve("none"), places.getFirst())).isFalse();
        JournalPlace place = places.get(40);
        assertThat(List.of(
                new JournalPlace(1, place.offsetBytes(), place.frameSequence(), place.sequence(), place.previousHash()),
                new JournalPlace(9, place.offsetBytes(), place.frameSequence(), place.sequence(), place.previousHash()),
                new JournalPlace(2, place.offsetBytes() + 4, place.frameSequence(), place.sequence(),
                        place.previousHash()),
                new JournalPlace(2, 1L << 40, place.frameSequence(), place.sequence(), place.previousHash()),
                new JournalPlace(2, place.offsetBytes(), place.frameSequence() + 1, place.sequence(),
                        place.previousHash()),
                new JournalPlace(2, place.offsetBytes(), place.frameSequence(), place.sequence() + 1,
                        place.previousHash()),
                new JournalPlace(2, place.offsetBytes(), place.frameSequence(), place.sequence(), new byte[32])))
                .noneMatch(wrong -> JournalReader.holds(directory.resolve("one"), wrong));
        assertThatThrownBy(() -> ChronicleJournal.open(JournalConfig.of(directory.resolve("one")), others.get(3),
                frame -> {
                })).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("does not hold the place");
        assertThat(write(directory.resolve("one"), 1)).hasSize(3 * FRAMES); // the lock was given back
    }

    @Test
    void shouldNotHoldAPlaceBehindAChangedFrame() throws IOException {
        List<JournalPlace> places = write(directory, 1);
        Path file = Segments.file(directory, 2).orElseThrow();
        Harm.Frame frame = Harm.frames(Files.readAllBytes(file)).get(10);
        Harm.flip(file, frame.recordStart(1), 2);
        assertThat(JournalReader.holds(directory, places.get(FRAMES + 10))).isFalse();
        assertThat(JournalReader.holds(directory, places.get(FRAMES + 11))).isTrue();
    }

    @Test
    void shouldFindDamageBehindThePlaceAndTheMarkJustBeforeIt() throws IOException {
        List<JournalPlace> places = write(directory, 1);
        Path file = Segments.file(directory, 3).orElseThrow();
        byte[] whole = Files.readAllBytes(file);
        Harm.flip(file, Harm.frames(whole).get(20).recordStart(0), 2);
        assertThatThrownBy(() -> ChronicleJournal.open(JournalConfig.of(directory), places.get(60), frame -> {
        })).isInstanceOf(JournalDamaged.class).hasMessageContaining("frame 81");
        Files.write(file, whole);
        Path other = directory.resolve("other");
        write(other, 2);
        Files.copy(other.resolve(DurableMark.FILE), directory.resolve(DurableMark.FILE),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> ChronicleJournal.open(JournalConfig.of(directory), places.getLast(), frame -> {
        })).isInstanceOf(JournalDamaged.class).hasMessageContaining("rewritten");
    }

    @Test
    void shouldOpenNothingWhenTheReplayFails() {
        write(directory, 1);
        assertThatThrownBy(() -> ChronicleJournal.open(JournalConfig.of(directory), frame -> {
            throw new IllegalStateException("no entry");
        })).isInstanceOf(IllegalStateException.class).hasMessage("no entry");
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory))) {
            assertThat(journal.lastSequence()).isEqualTo(9 * FRAMES);
        }
    }

    @Test
    void shouldLetAReaderGoOnFromAPlace() {
        List<JournalPlace> places = write(directory, 1);
        try (JournalCursor cursor = JournalReader.open(directory).framesFrom(places.get(FRAMES))) {
            assertThat(cursor.next().map(JournalFrame::frameSequence)).isEqualTo(Optional.of(FRAMES + 2L));
            assertThat(cursor.place()).isEqualTo(places.get(FRAMES + 1));
        }
    }

    @Test
    void shouldRefuseFieldsThatNoPlaceHas() {
        byte[] hash = new byte[32];
        assertThatThrownBy(() -> new JournalPlace(0, 0, 1, 1, hash)).hasMessageContaining("segment");
        assertThatThrownBy(() -> new JournalPlace(1, -1, 1, 1, hash)).hasMessageContaining("offsetBytes");
        assertThatThrownBy(() -> new JournalPlace(1, 0, 0, 1, hash)).hasMessageContaining("frameSequence");
        assertThatThrownBy(() -> new JournalPlace(1, 0, 2, 1, hash)).hasMessageContaining("sequence");
        assertThatThrownBy(() -> new JournalPlace(1, 0, 1, 1, new byte[31])).hasMessageContaining("previousHash");
    }
}

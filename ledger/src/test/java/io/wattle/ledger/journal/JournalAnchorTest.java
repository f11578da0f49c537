package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An anchor that was kept elsewhere shows that history was not written anew. */
class JournalAnchorTest {
    @TempDir
    private Path directory;

    private List<JournalAnchor> write(Path journalDirectory, int first) {
        List<JournalAnchor> anchors = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            try (Journal journal = ChronicleJournal.open(JournalConfig.of(journalDirectory))) {
                anchors.add(journal.head());
                for (int frame = 0; frame < 10; frame++) {
                    journal.append(JournalDamageTest.batch(first + (int) journal.lastSequence()));
                    anchors.add(JournalReader.open(journalDirectory).head());
                    assertThat(anchors.getLast()).isEqualTo(journal.head());
                }
            }
        }
        return anchors;
    }

    private static JournalCheck check(Path journal, List<JournalAnchor> anchors) {
        return JournalReader.open(journal).check(anchors, frame -> {
        });
    }

    @Test
    void shouldFitEveryAnchorOfItsOwnInAnyOrder() {
        List<JournalAnchor> anchors = write(directory, 1);
        assertThat(check(directory, anchors).damage()).isEmpty();
        assertThat(check(directory, anchors.reversed()).records()).isEqualTo(90);
    }

    /** Rewritten as a whole, with a mark that fits: only the anchor tells. */
    @Test
    void shouldNameTheFirstAnchorThatDoesNotFit() {
        List<JournalAnchor> anchors = write(directory.resolve("one"), 1);
        write(directory.resolve("two"), 2);
        assertThat(check(directory.resolve("two"), List.of()).isGood()).isTrue();
        JournalDamage damage = check(directory.resolve("two"), List.of(anchors.get(15), anchors.get(5))).damage()
                .orElseThrow();
        assertThat(damage.segment()).isEqualTo("the anchors");
        assertThat(damage.frameSequence()).isEqualTo(5);
        assertThat(damage.reason()).contains(anchors.get(5).toString()).contains("another frame");
    }

    @Test
    void shouldFindAnEndThatWasTakenAway() {
        List<JournalAnchor> anchors = write(directory.resolve("one"), 1);
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory.resolve("short")))) {
            journal.append(JournalDamageTest.batch(1));
        }
        JournalDamage damage = check(directory.resolve("short"), List.of(anchors.get(1), anchors.getLast())).damage()
                .orElseThrow();
        assertThat(damage.frameSequence()).isEqualTo(30);
        assertThat(damage.reason()).contains("ends before, with record 3");
    }

    @Test
    void shouldFindTwoAnchorsThatContradictEachOther() {
        List<JournalAnchor> anchors = write(directory, 1);
        JournalAnchor wrong = new JournalAnchor(7, 20, anchors.get(7).hash());
        assertThat(check(directory, List.of(anchors.get(7), wrong)).damage().orElseThrow().firstBadRecord())
                .isEqualTo(20);
    }

    @Test
    void shouldAskForTheArchiveWhenAnAnchorLiesBeforeTheBeginning() {
        List<JournalAnchor> anchors = write(directory.resolve("journal"), 1);
        Path archive = directory.resolve("archive");
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory.resolve("journal")))) {
            JournalArchive.of(directory.resolve("journal"), archive).moveBefore(journal.end());
        }
        assertThat(check(directory.resolve("journal"), List.of(anchors.get(3))).damage().orElseThrow().reason())
                .contains("begins later, at record 61");
        assertThat(check(directory.resolve("journal"), List.of(anchors.getFirst(), anchors.getLast())).isGood())
                .isTrue();
        assertThat(JournalReader.open(directory.resolve("journal"), archive).check(anchors, frame -> {
        }).isGood()).isTrue();
    }

    @Test
    void shouldReadItsOwnText() {
        JournalAnchor anchor = new JournalAnchor(12, 345, new byte[32]);
        assertThat(anchor).hasToString("{\"frame\":12,\"record\":345,\"sha256\":\"" + "0".repeat(64) + "\"}");
        assertThat(JournalAnchor.parse(anchor.toString())).isEqualTo(anchor);
        assertThat(write(directory, 1)).allMatch(written -> JournalAnchor.parse(written.toString()).equals(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " {\"frame\":1,\"record\":1,\"sha256\":\"H\"}",
            "{\"frame\":01,\"record\":1,\"sha256\":\"H\"}",
            "{\"frame\":-1,\"record\":1,\"sha256\":\"H\"}", "{\"frame\":2,\"record\":1,\"sha256\":\"H\"}",
            "{\"frame\":0,\"record\":1,\"sha256\":\"H\"}", "{\"frame\":1,\"record\":1,\"sha256\":\"HH\"}",
            "{\"frame\":1,\"record\":9999999999999999999,\"sha256\":\"H\"}",
            "{\"frame\":1,\"record\":1,\"sha256\":\"H\"}x",
            "{\"record\":1,\"frame\":1,\"sha256\":\"H\"}"})
    void shouldRefuseAnyOtherText(String text) {
        assertThatThrownBy(() -> JournalAnchor.parse(text.replace("H", "0".repeat(64))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no anchor");
    }
}

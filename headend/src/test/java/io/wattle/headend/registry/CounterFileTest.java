package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldKnowNothingOfAMeterUntilItIsRaised() {
        try (CounterFile counters = open()) {
            assertThat(counters.reserve("M1/1", "k1", 5).join()).isEmpty();
            counters.raise("M1/1", 100).join();
            assertThat(counters.reserve("M1/1", "k1", 5).join()).isEqualTo(OptionalLong.of(100));
            assertThat(counters.reserve("M1/1", "k1", 1).join()).isEqualTo(OptionalLong.of(105));
        }
    }

    @Test
    void shouldNeverLowerACounter() {
        try (CounterFile counters = open()) {
            counters.raise("M1/1", 100).join();
            counters.raise("M1/1", 50).join();
            assertThat(counters.reserve("M1/1", "k1", 1).join()).isEqualTo(OptionalLong.of(100));
        }
    }

    @Test
    void shouldNeverHandOutANumberTwiceOverRestarts() {
        Set<Long> seen = new HashSet<>();
        for (int restart = 0; restart < 5; restart++) {
            try (CounterFile counters = open()) {
                counters.raise("M1/1", 1).join();
                for (int i = 0; i < 500; i++) {
                    long first = counters.reserve("M1/1", "k1", 3).join().orElseThrow();
                    assertThat(seen.add(first) && seen.add(first + 1) && seen.add(first + 2)).isTrue();
                }
            }
        }
    }

    @Test
    void shouldHandOutDifferentNumbersToManyAtOnce() {
        try (CounterFile counters = open()) {
            counters.raise("M1/1", 1).join();
            List<CompletableFuture<OptionalLong>> asked = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                asked.add(counters.reserve("M1/1", "k1", 1));
            }
            assertThat(asked.stream().map(CompletableFuture::join).map(OptionalLong::orElseThrow).distinct())
                    .hasSize(2_000);
        }
    }

    /** A fleet that pushes raises counters day and night. */
    @Test
    void shouldNotGrowWithEveryNumberThatWasUsed() throws IOException {
        int next = 0;
        try (CounterFile counters = open()) {
            counters.raise("M2/1", 7).join();
            for (int batch = 0; batch < 60; batch++) {
                List<CompletableFuture<Void>> raised = new ArrayList<>();
                for (int i = 0; i < 4_000; i++) {
                    raised.add(counters.raise("M1/push", ++next));
                }
                CompletableFuture.allOf(raised.toArray(CompletableFuture[]::new)).join();
            }
            assertThat(Files.size(folder.resolve("counters"))).isLessThan(2 << 20);
            counters.raise("M1/push", ++next).join();
        }
        try (CounterFile counters = open()) {
            assertThat(counters.least("M1/push").join()).isEqualTo(OptionalLong.of(next));
            assertThat(counters.least("M2/1").join()).isEqualTo(OptionalLong.of(7));
        }
    }

    @Test
    void shouldBeHadByOneAtATime() {
        Path file = folder.resolve("counters");
        try (CounterFile first = CounterFile.open(file)) {
            assertThatThrownBy(() -> CounterFile.open(file)).isInstanceOf(BadFileException.class)
                    .hasMessageContaining("is in use by another process");
            assertThat(first.clientTitle()).hasSize(8);
        }
        try (CounterFile next = CounterFile.open(file)) {
            assertThat(next.clientTitle()).hasSize(8);
        }
    }

    @Test
    void shouldDropALastLineThatWasHalfWritten() throws IOException {
        try (CounterFile counters = open()) {
            counters.raise("M1/1", 100).join();
        }
        Files.writeString(folder.resolve("counters"), "M1/1 9", StandardOpenOption.APPEND);
        try (CounterFile counters = open()) {
            assertThat(counters.reserve("M1/1", "k1", 1).join()).isEqualTo(OptionalLong.of(100));
        }
    }

    @Test
    void shouldRefuseAFileThatIsDamaged() throws IOException {
        Files.writeString(folder.resolve("counters"), "client-title 57544c0102030405\nM1/1 100\nrubbish\nM2/1 5\n");
        assertThatThrownBy(this::open).isInstanceOf(BadFileException.class).hasMessageContaining("line 3");
    }

    @Test
    void shouldKeepItsTitleAndDrawAnotherForAnotherFile() throws IOException {
        byte[] title;
        try (CounterFile counters = open()) {
            title = counters.clientTitle();
            assertThat(title).startsWith('W', 'T', 'L').hasSize(8);
        }
        try (CounterFile counters = open()) {
            assertThat(counters.clientTitle()).isEqualTo(title);
        }
        Files.delete(folder.resolve("counters"));
        try (CounterFile counters = open()) {
            assertThat(counters.clientTitle()).isNotEqualTo(title);
        }
    }

    @Test
    void shouldRefuseAFileWithoutATitle() throws IOException {
        Files.writeString(folder.resolve("counters"), "M1/1 100\n");
        assertThatThrownBy(this::open).isInstanceOf(BadFileException.class).hasMessageContaining("line 1");
    }

    @Test
    void shouldRefuseWhenTheCounterIsUsedUp() {
        try (CounterFile counters = open()) {
            counters.raise("M1/1", 0xFFFF_FFF0L).join();
            assertThat(counters.reserve("M1/1", "k1", 10).join()).isPresent();
            assertThatThrownBy(() -> counters.reserve("M1/1", "k1", 10).join()).hasMessageContaining("used up");
        }
    }

    @Test
    void shouldGiveNoNumberToTwoClientsWhoShareAKey() {
        try (CounterFile counters = open()) {
            counters.raise("M1/1", 100).join();
            counters.raise("M1/2", 40).join();
            assertThat(counters.reserve("M1/1", "k1", 5).join()).hasValue(100);
            assertThat(counters.reserve("M1/2", "k1", 5).join()).hasValue(105);
            assertThat(counters.reserve("M1/2", "k2", 5).join()).hasValue(110);
            assertThat(counters.reserve("M1/1", "k1", 5).join()).hasValue(110);
        }
    }

    @Test
    void shouldBeginKeysAboveAllThatAnOlderFileHandedOut() throws IOException {
        Files.writeString(folder.resolve("counters"), "client-title 57544c0102030405\nM1/1 5000\nM1/2 300\n");
        for (long expected : List.of(5_000L, 6_029L)) { // a restart skips what was reserved ahead
            try (CounterFile counters = open()) {
                assertThat(counters.reserve("M1/2", "k1", 5).join()).hasValue(expected);
            }
        }
        try (CounterFile counters = open()) {
            assertThat(counters.reserve("M1/1", "k2", 5).join()).hasValue(5_000);
        }
    }

    private CounterFile open() {
        return CounterFile.open(folder.resolve("counters"));
    }
}

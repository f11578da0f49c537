package io.wattle.ledger;

import io.wattle.ledger.explain.Explainer;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.LedgerView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.journal.JournalBroken;
import io.wattle.ledger.journal.JournalDamaged;
import io.wattle.ledger.journal.JournalInUse;
import io.wattle.ledger.journal.MemoryJournal;
import io.wattle.ledger.decide.Desk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LedgerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final AtomicReference<Instant> now = new AtomicReference<>(Desk.NOON);

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerOnlyWhatIsOnDiskAndKnowItAgainAfterARestart() {
        String hash;
        Outcome paid;
        try (Ledger ledger = open()) {
            accepted(ledger, Desk.register());
            paid = accepted(ledger, Desk.pay("k1", 500));
            assertThat(LedgerArchive.open(directory).lastSequence()).isEqualTo(2);
            hash = ledger.ask(LedgerView::stateHash).join();
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.ask(LedgerView::stateHash).join()).isEqualTo(hash);
            Outcome.Existing again = (Outcome.Existing) ledger.submit(Desk.pay("k1", 500)).join();
            assertThat(again.entry()).isEqualTo(((Outcome.Accepted) paid).entry());
            assertThat(((Outcome.Refused) ledger.submit(Desk.pay("k1", 501)).join()).reason())
                    .isEqualTo(Refusal.KEY_USED_FOR_OTHER_CONTENTS);
        }
    }

    @Test
    void shouldNeverLetTimeGoBack() {
        try (Ledger ledger = over(new MemoryJournal())) {
            Instant first = time(accepted(ledger, Desk.register("a")));
            now.set(Desk.NOON.minusSeconds(3600));
            assertThat(time(accepted(ledger, Desk.register("b")))).isEqualTo(first);
            now.set(Desk.NOON.plusSeconds(1));
            assertThat(time(accepted(ledger, Desk.register("c")))).isEqualTo(first.plusSeconds(1));
        }
    }

    @Test
    void shouldAnswerOneOfManyWithTheSameKeyAndTheOthersWithThatOne() {
        try (Ledger ledger = over(new MemoryJournal())) {
            accepted(ledger, Desk.register());
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                outcomes.add(ledger.submit(Desk.pay("k", 500)));
            }
            List<Outcome> said = outcomes.stream().map(CompletableFuture::join).toList();
            assertThat(said).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
            assertThat(said).filteredOn(Outcome.Existing.class::isInstance).hasSize(9);
        }
    }

    @Test
    void shouldStopForGoodWhenTheJournalFailsAndAcknowledgeNothing() {
        MemoryJournal journal = new MemoryJournal();
        try (Ledger ledger = over(journal)) {
            accepted(ledger, Desk.register("a"));
            journal.fail();
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                outcomes.add(ledger.submit(Desk.register("b" + i)));
            }
            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join())
                    .isInstanceOfSatisfying(Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Refusal.STOPPED)));
            assertThat(ledger.isRunning()).isFalse();
            assertThat(ledger.failure()).containsInstanceOf(JournalBroken.class);
            assertThatThrownBy(() -> ledger.ask(LedgerView::lastSequence).join())
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
        try (Ledger ledger = over(journal.reopened())) {
            assertThat(ledger.ask(LedgerView::lastSequence).join()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseAndCountWhatIsTooMuch() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Ledger ledger = over(new MemoryJournal())) {
            CompletableFuture<Boolean> slow = ledger.ask(view -> {
                asked.countDown();
                return await(go);
            });
            asked.await();
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                outcomes.add(ledger.submit(Desk.register("m" + i)));
            }
            assertThat(ledger.overloadedCount()).isEqualTo(40 - 15);
            go.countDown();
            slow.join();
            List<Outcome> said = outcomes.stream().map(CompletableFuture::join).toList();
            assertThat(said).filteredOn(Outcome.Accepted.class::isInstance).hasSize(15);
            assertThat(said).filteredOn(
                    outcome -> outcome instanceof Outcome.Refused refused && refused.reason() == Refusal.OVERLOADED)
                    .hasSize(25);
        }
    }

    @Test
    void shouldLeaveTheLedgerAloneWhenAQuestionFails() {
        try (Ledger ledger = over(new MemoryJournal())) {
            CompletableFuture<Long> answer = ledger.ask(view -> {
                throw new IllegalArgumentException("asked badly");
            });
            assertThatThrownBy(answer::join).hasRootCauseMessage("asked badly");
            accepted(ledger, Desk.register());
        }
    }

    @Test
    void shouldAnswerAQuestionThatEndsInAnError() {
        try (Ledger ledger = over(new MemoryJournal())) {
            CompletableFuture<Long> answer = ledger.ask(view -> {
                throw new AssertionError("asked very badly");
            });
            assertThatThrownBy(answer::join).hasRootCauseMessage("asked very badly");
            accepted(ledger, Desk.register());
        }
    }

    @Test
    void shouldTellOnlyTheOneWhoRepeatedThatAnEntryCannotBeReadBack() {
        MemoryJournal before = new MemoryJournal();
        try (Ledger ledger = over(before)) {
            accepted(ledger, Desk.register());
        }
        MemoryJournal journal = before.reopened();
        try (Ledger ledger = over(journal)) {
            journal.failReads();
            assertThat(((Outcome.Refused) ledger.submit(Desk.register()).join()).reason())
                    .isEqualTo(Refusal.UNREADABLE);
            accepted(ledger, Desk.register("other"));
            assertThat(ledger.isRunning()).isTrue();
        }
    }

    @Test
    void shouldCloseInTimeWhenItsThreadHangs() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Ledger ledger = Ledger.over(new MemoryJournal(), config(), now::get, 50);
        CompletableFuture<Boolean> hanging = ledger.ask(view -> {
            asked.countDown();
            return await(go);
        });
        asked.await();
        ledger.close();
        assertThat(ledger.isRunning()).isFalse();
        assertThat(hanging).isNotDone();
        go.countDown();
    }

    @Test
    void shouldRefuseWhenClosedAndSayThatNobodyKnows() {
        Ledger ledger = over(new MemoryJournal());
        ledger.close();
        ledger.close();
        Outcome.Refused refused = (Outcome.Refused) ledger.submit(Desk.register()).join();
        assertThat(refused.reason()).isEqualTo(Refusal.STOPPED);
        assertThat(refused.reason().retryable()).isTrue();
        assertThat(refused.detail()).contains("not known", "same key");
        assertThat(ledger.isRunning()).isFalse();
    }

    @Test
    void shouldLetFollowersReadFromAnySequenceAndWait() throws InterruptedException {
        try (Ledger ledger = open();
                EntryReader all = ledger.follow(0);
                EntryReader late = ledger.follow(2)) {
            assertThat(all.next(Duration.ZERO)).isEmpty();
            for (int i = 1; i <= 5; i++) {
                accepted(ledger, Desk.register("m" + i));
            }
            for (long i = 1; i <= 5; i++) {
                assertThat(all.next(SOON).orElseThrow().sequence()).isEqualTo(i);
            }
            assertThat(late.next(SOON).orElseThrow().sequence()).isEqualTo(3);
            CompletableFuture<Outcome> later = CompletableFuture.supplyAsync(
                    () -> accepted(ledger, Desk.register("m6")));
            assertThat(all.next(SOON).orElseThrow().sequence()).isEqualTo(6);
            later.join();
        }
        Ledger again = open();
        try (EntryReader reader = again.follow(4)) {
            assertThat(reader.next(SOON).orElseThrow().sequence()).isEqualTo(5);
            again.close();
            assertThat(reader.next(SOON)).isEmpty();
        }
    }

    @Test
    void shouldRefuseToStartOnAFolderInUseOrDamaged() throws IOException {
        try (Ledger ledger = open()) {
            accepted(ledger, Desk.register());
            assertThatThrownBy(this::open).isInstanceOf(JournalInUse.class);
        }
        Path file;
        try (var files = Files.walk(directory)) {
            file = files.filter(path -> path.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("acc-m1");
        try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
            changed.seek(at);
            changed.write('b');
        }
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("first bad record 1");
        assertThat(LedgerArchive.open(directory).check().isGood()).isFalse();
    }

    @Test
    void shouldExplainAMeterAndCheckItsFolder() {
        try (Ledger ledger = open()) {
            accepted(ledger, Desk.register());
            accepted(ledger, Desk.reading(1, 0, 1000));
            accepted(ledger, Desk.reading(2, 10, 990));
            accepted(ledger, Desk.pay("k1", 400));
            accepted(ledger, Desk.start("C-4"));
            accepted(ledger, Desk.settle("C-4", 1, Command.Answer.UNKNOWN));
            accepted(ledger, Desk.reading(3, 20, 2980));
            accepted(ledger, Desk.reading(4, 20, 3980));
            String story = String.join("\n", LedgerArchive.open(directory).explain(Desk.METER));
            assertThat(story).contains("the last of 2 readings", "payment P-4 of 4.00 USD",
                    "by test, automatically",
                    "credit C-4: 2.000 kWh sold for 4.00 USD", "attempt 1", "no answer came",
                    "C-4 of 2.000 kWh is in the meter: this reading proves it", "FINDING F-8-1 UNBACKED_CREDIT");
            assertThat(LedgerArchive.open(directory).explain("nobody")).isEmpty();
        }
        assertThat(LedgerArchive.open(directory).check().isGood()).isTrue();
        assertThat(LedgerArchive.open(directory).check().records()).isEqualTo(8);
        List<LedgerEntry> entries = new ArrayList<>();
        LedgerArchive.open(directory).forEach(entries::add);
        assertThat(entries).hasSize(8);
        assertThat(Explainer.explain(entries, Desk.METER))
                .isEqualTo(LedgerArchive.open(directory).explain(Desk.METER));
    }

    private LedgerConfig config() {
        return new LedgerConfig(directory, Desk.RULES, 16, 64);
    }

    private Ledger open() {
        return Ledger.open(config(), now::get);
    }

    private Ledger over(MemoryJournal journal) {
        return Ledger.over(journal, config(), now::get);
    }

    private static Outcome accepted(Ledger ledger, Command command) {
        Outcome outcome = ledger.submit(command).join();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return outcome;
    }

    private static Instant time(Outcome outcome) {
        return Optional.of(outcome).map(Outcome.Accepted.class::cast).orElseThrow().entry().time();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

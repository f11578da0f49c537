package io.wattle.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.journal.JournalBroken;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.decide.Desk;
import io.wattle.ledger.state.LedgerView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deciding runs ahead of the disk; nothing that is decided gets out before the disk has it. */
@Timeout(60)
class PipelineTest {
    private static final Duration A_WHILE = Duration.ofMillis(50);
    private final HeldJournal journal = new HeldJournal();

    @Test
    void shouldShowAndAnswerNothingThatIsNotDurable() throws InterruptedException {
        try (Ledger ledger = over(64); EntryReader follower = ledger.follow(0)) {
            CompletableFuture<Outcome> first = ledger.submit(Desk.register());
            journal.awaitHeld();
            CompletableFuture<Outcome> second = ledger.submit(Desk.pay("k", 500));
            CompletableFuture<Outcome> repeated = ledger.submit(Desk.pay("k", 500));
            CompletableFuture<Outcome> refused = ledger.submit(otherAccount());
            CompletableFuture<Long> answer = askDecided(ledger);

            assertThat(follower.next(A_WHILE)).isEmpty();
            assertThat(List.of(first, second, repeated, refused, answer)).noneMatch(CompletableFuture::isDone);

            journal.letGo();
            assertThat(first.join()).isInstanceOf(Outcome.Accepted.class);
            assertThat(second.join()).isInstanceOf(Outcome.Accepted.class);
            assertThat(repeated.join()).isInstanceOf(Outcome.Existing.class);
            assertThat(reason(refused)).isEqualTo(Refusal.METER_EXISTS_WITH_OTHER_CONTENTS);
            assertThat(answer.join()).as("what the question saw in its place").isEqualTo(2);
            assertThat(follower.next(Duration.ofSeconds(10))).isPresent();
        }
    }

    @Test
    void shouldForceTogetherWhatWasDecidedDuringAForce() throws InterruptedException {
        try (Ledger ledger = over(1024)) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(
                    List.of(ledger.submit(Desk.register("other-"))));
            journal.awaitHeld();
            IntStream.range(0, 500).forEach(i -> outcomes.add(ledger.submit(Desk.register("other-" + i))));
            CompletableFuture<Long> last = askDecided(ledger);
            CompletableFuture<Long> _ = askDecided(ledger); // a later round of the ledger thread: what was decided before is handed on
            journal.letGo();
            assertThat(last.join()).isEqualTo(501);
            assertThat(outcomes).allMatch(outcome -> outcome.join() instanceof Outcome.Accepted);
            assertThat(journal.appends()).isEqualTo(2);
        }
    }

    @Test
    void shouldTellEverybodyThatItStoppedWhenAForceFails() throws InterruptedException {
        try (Ledger ledger = over(64); EntryReader follower = ledger.follow(0)) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(List.of(ledger.submit(Desk.register())));
            journal.awaitHeld();
            outcomes.add(ledger.submit(Desk.pay("k", 500)));
            outcomes.add(ledger.submit(Desk.pay("k", 500)));
            outcomes.add(ledger.submit(otherAccount()));
            CompletableFuture<Long> answer = askDecided(ledger);

            journal.letFail();
            assertThat(outcomes).allSatisfy(outcome -> assertThat(reason(outcome)).isEqualTo(Refusal.STOPPED));
            assertThatThrownBy(answer::join).hasCauseInstanceOf(RejectedExecutionException.class);
            assertThat(reason(ledger.submit(Desk.register("later")))).isEqualTo(Refusal.STOPPED);
            assertThat(ledger.isRunning()).isFalse();
            assertThat(ledger.failure()).containsInstanceOf(JournalBroken.class);
            assertThat(follower.next(A_WHILE)).isEmpty();
            assertThat(journal.appends()).as("nothing is written after a failure").isEqualTo(1);
        }
    }

    /** A question may do so, by mistake. */
    @Test
    void shouldAnswerEverybodyWhenItsThreadIsInterrupted() throws InterruptedException {
        try (Ledger ledger = over(64)) {
            CompletableFuture<Outcome> first = ledger.submit(Desk.register());
            journal.awaitHeld();
            CompletableFuture<Long> rude = ledger.ask(view -> {
                Thread.currentThread().interrupt();
                return view.lastSequence();
            });
            CompletableFuture<Outcome> second = ledger.submit(Desk.pay("k", 500));
            journal.letGo();
            assertThat(first).succeedsWithin(A_WHILE.plusSeconds(10));
            assertThat(rude).failsWithin(Duration.ofSeconds(10));
            assertThat(second).succeedsWithin(Duration.ofSeconds(10));
            assertThat(reason(second)).isEqualTo(Refusal.STOPPED);
            assertThat(ledger.isRunning()).isFalse();
        }
    }

    @Test
    void shouldWaitForRoomWhenTheOtherBatchIsFullAndLoseNothing() throws InterruptedException {
        try (Ledger ledger = over(1024, 4)) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(
                    List.of(ledger.submit(Desk.register("other-"))));
            journal.awaitHeld();
            IntStream.range(0, 40).forEach(i -> outcomes.add(ledger.submit(Desk.register("other-" + i))));
            journal.letGo();
            assertThat(outcomes).allMatch(outcome -> outcome.join() instanceof Outcome.Accepted);
            assertThat(journal.appends()).isGreaterThanOrEqualTo(11);
        }
    }

    @Test
    void shouldRefuseWhatIsTooMuchWhileTheDiskHangs() throws InterruptedException {
        try (Ledger ledger = over(16)) {
            CompletableFuture<Outcome> first = ledger.submit(Desk.register());
            journal.awaitHeld();
            List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, 40)
                    .mapToObj(i -> ledger.submit(Desk.register("other-" + i)))
                    .toList();
            assertThat(ledger.overloadedCount()).isEqualTo(40 - 15);
            assertThat(outcomes.subList(15, 40)).allSatisfy(
                    outcome -> assertThat(reason(outcome)).isEqualTo(Refusal.OVERLOADED));
            journal.letGo();
            assertThat(outcomes.subList(0, 15)).allMatch(outcome -> outcome.join() instanceof Outcome.Accepted);
            assertThat(first.join()).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void shouldFinishWhatWasTakenInWhenItIsClosed() throws InterruptedException {
        Ledger ledger = over(64);
        CompletableFuture<Outcome> first = ledger.submit(Desk.register());
        journal.awaitHeld();
        CompletableFuture<Outcome> second = ledger.submit(Desk.pay("k", 500));
        CompletableFuture<Void> closing = CompletableFuture.runAsync(ledger::close);
        journal.letGo();
        closing.join();
        assertThat(first.join()).isInstanceOf(Outcome.Accepted.class);
        assertThat(second.join()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void shouldHandOutInTheOrderOfDeciding() throws InterruptedException {
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        try (Ledger ledger = over(1024)) {
            List<CompletableFuture<?>> done = new ArrayList<>(List.of(ledger.submit(Desk.register())));
            journal.awaitHeld();
            for (int i = 0; i < 300; i++) {
                int number = i;
                // Every third is refused, every third is a question.
                CompletableFuture<?> one = switch (i % 3) {
                    case 0 -> ledger.submit(Desk.register("other-" + i));
                    case 1 -> ledger.submit(otherAccount());
                    default -> ledger.ask(LedgerView::lastSequence);
                };
                done.add(one.thenRun(() -> told.add(number)));
            }
            journal.letGo();
            done.forEach(CompletableFuture::join);
        }
        assertThat(told).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void shouldGoOnWithTheOthersInOrderWhenReceiversBlock() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        try (Ledger ledger = over(64)) {
            CompletableFuture<Outcome> first = ledger.submit(Desk.register());
            journal.awaitHeld();
            List<CompletableFuture<Boolean>> blocked = IntStream.range(0, 3)
                    .mapToObj(i -> ledger.submit(Desk.register("b" + i)).thenApply(outcome -> await(go)))
                    .toList();
            CompletableFuture<Outcome> behind = ledger.submit(Desk.register("c"));
            journal.letGo();
            assertThat(first.join()).isInstanceOf(Outcome.Accepted.class);
            assertThat(behind.join()).isInstanceOf(Outcome.Accepted.class);
            assertThat(blocked).noneMatch(CompletableFuture::isDone);
            go.countDown();
            assertThat(blocked).allMatch(CompletableFuture::join);
        }
    }

    /** A question whose answer waits for the disk; on return everything submitted before it is decided. */
    private static CompletableFuture<Long> askDecided(Ledger ledger) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Long> answer = ledger.ask(view -> {
            asked.countDown();
            return view.lastSequence();
        });
        asked.await();
        return answer;
    }

    /** No caller hands this in; it stands for any fault in deciding. */
    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatItFailsToDecideAndGoOn() {
        journal.letGo();
        try (Ledger ledger = over(64)) {
            ledger.submit(Desk.register()).join();
            CompletableFuture<Outcome> faulty = ledger.submit(new Command.TakePayment(Desk.BY, "k", Desk.METER, null));
            assertThat(reason(faulty)).isEqualTo(Refusal.UNDECIDED);
            assertThat(ledger.submit(Desk.pay("k", 500)).join()).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private Ledger over(int queueCommandsMax) {
        return over(queueCommandsMax, 4_096);
    }

    private Ledger over(int queueCommandsMax, int batchCommandsMax) {
        return Ledger.over(journal, new LedgerConfig(Path.of("unused"), Desk.RULES, queueCommandsMax, batchCommandsMax),
                () -> Desk.NOON);
    }

    private static Command otherAccount() {
        return new Command.RegisterMeter(Desk.BY, Desk.METER, "somebody else", Unit.WATT_HOUR, Unit.WATT_HOUR);
    }

    private static Refusal reason(CompletableFuture<Outcome> outcome) {
        return ((Outcome.Refused) outcome.join()).reason();
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

package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchException;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Pays turn after turn, a few at once, and says of each what became of it as soon as it was answered. The next few follow
 * when all of these are answered: so what was handed in and never answered lies within {@value #TURNS_AT_ONCE} turns of
 * the first that was not.
 */
final class Payer {
    static final int TURNS_AT_ONCE = 8;
    /** Longest pause between two groups: the journal should grow by kills, not by payments. */
    private static final int PAUSE_MAX_MS = 4;
    /** Until the desk has made room among the credits under way. */
    private static final int REFUSED_PAUSE_MS = 2;

    private final Answers answers;
    private final Voice voice;
    private final ChildTask task;
    private final int payer;

    Payer(Answers answers, Voice voice, ChildTask task, int payer) {
        this.answers = answers;
        this.voice = voice;
        this.task = task;
        this.payer = payer;
    }

    /** Pays until the turns are over or the rest begins. */
    void run(Rest rest) throws InterruptedException {
        long turn = task.fromTurns().get(payer);
        SplittableRandom random = new SplittableRandom(task.seed() + turn * PaymentOrder.PAYERS + payer);
        while (turn < task.untilTurn() && !rest.hasBegun()) {
            int size = (int) Math.min(1 + random.nextInt(TURNS_AT_ONCE), task.untilTurn() - turn);
            pay(turn, size);
            turn += size;
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MAX_MS));
        }
    }

    private void pay(long firstTurn, int size) throws InterruptedException {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            outcomes.add(submit(firstTurn + i));
        }
        for (int i = 0; i < size; i++) {
            Optional<LedgerEntry> entry = answers.done(outcomes.get(i));
            while (entry.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(REFUSED_PAUSE_MS);
                entry = answers.done(submit(firstTurn + i));
            }
        }
    }

    private CompletableFuture<Outcome> submit(long turn) {
        return answers.ledger().submit(PaymentOrder.of(task.seed(), payer, turn).command()).thenApply(outcome -> {
            switch (outcome) {
                case Outcome.Accepted accepted -> voice.say("paid", accepted.entry().sequence(), payer, turn);
                case Outcome.Existing existing -> voice.say("paid", existing.entry().sequence(), payer, turn);
                case Outcome.NothingToDo _ -> throw new BenchException("a payment is something to do");
                case Outcome.Refused refused -> {
                } // tried again, or the end of the payer
            }
            return outcome;
        });
    }
}

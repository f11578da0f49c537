package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchException;
import io.wattle.headend.bench.Scratch;
import io.wattle.ledger.LedgerArchive;
import io.wattle.ledger.journal.JournalCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Kills a process with a ledger at random moments, again and again on one folder: mostly at work, sometimes while it
 * starts, sometimes at rest, when its state is known. For one thread; {@link #close()} may be called from another.
 */
public final class CrashSoak implements AutoCloseable {
    /** Longest life of a child at work. */
    private static final int LIFE_MAX_MS = 200;
    /** One audit in so many applies every entry to an empty book as well. */
    private static final int CHECK_EVERY = 10;
    /** Turns that every payer repeats in the very end, though all were acknowledged. */
    private static final int REPEATED_TURNS = 200;
    /** Of many things that are wrong for one reason, the first will do. */
    private static final int TOLD_MAX = 10;

    /** When a child is killed. */
    private enum Moment {
        /** Before its ledger is open; at the latest after as long as the last start took. */
        STARTING,
        /** Soon after that. */
        OPENED, AT_WORK, AT_REST;

        static Moment next(SplittableRandom random) {
            return switch (random.nextInt(8)) {
                case 0 -> STARTING;
                case 1 -> OPENED;
                case 2, 3 -> AT_REST;
                default -> AT_WORK;
            };
        }
    }

    private final CrashPlan plan;
    private final Consumer<String> progress;
    private final SplittableRandom random;
    private final Scratch scratch;
    private final Path journal;
    private final Acknowledged acknowledged;
    private final List<String> problems = new ArrayList<>();
    private long lost;
    private long doubled;
    private long startMs = 500;
    private Optional<String> restedState = Optional.empty();
    private volatile Optional<Victim> running = Optional.empty();

    /** What happens is told a line at a time. */
    public CrashSoak(CrashPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.random = new SplittableRandom(plan.seed());
        this.scratch = Scratch.in(plan.directory());
        this.journal = scratch.folder().resolve("journal");
        this.acknowledged = new Acknowledged(plan.seed());
    }

    /**
     * Runs to the end, or to the first loss.
     *
     * @throws BenchException if a child does what it should not: it ends by itself, or does not answer
     */
    public CrashResult run() throws InterruptedException {
        long began = System.nanoTime();
        int runs = 0;
        progress.accept("seed " + plan.seed() + ", journal in " + journal);
        while (runs < plan.runs() && isGood()) {
            runs++;
            String how = killOnce();
            audit(runs % CHECK_EVERY == 0);
            progress.accept("run " + runs + ": " + how + "; " + acknowledged.count() + " acknowledged, " + lost
                    + " lost, " + doubled + " doubled");
        }
        if (isGood()) {
            finish();
        }
        problems.addAll(acknowledged.contradictions());
        problems.stream().limit(TOLD_MAX).forEach(problem -> progress.accept("problem: " + problem));
        CrashResult result = new CrashResult(runs, acknowledged.count(), lost, doubled, problems, plan.seed(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        if (result.isGood()) {
            scratch.close();
        } else {
            progress.accept("the journal is kept in " + journal);
        }
        return result;
    }

    private boolean isGood() {
        return lost == 0 && doubled == 0 && problems.isEmpty();
    }

    private String killOnce() throws InterruptedException {
        Moment moment = Moment.next(random);
        long beforeOpenMs = random.nextLong(startMs);
        int lifeMs = 1 + random.nextInt(LIFE_MAX_MS);
        long began = System.nanoTime();
        try (Victim child = start(new ChildTask(plan.seed(), Long.MAX_VALUE, acknowledged.goOn()))) {
            if (moment == Moment.STARTING) {
                TimeUnit.MILLISECONDS.sleep(beforeOpenMs);
                child.kill();
                child.opened().ifPresent(this::compareWithRest);
                return "killed " + beforeOpenMs + " ms after it was started";
            }
            compareWithRest(child.awaitOpen());
            startMs = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            if (moment != Moment.OPENED) {
                child.awaitWork();
            }
            TimeUnit.MILLISECONDS.sleep(lifeMs);
            if (moment == Moment.AT_REST) {
                child.tellToRest();
                restedState = Optional.of(child.awaitRest());
            }
            child.kill();
            return "killed " + switch (moment) {
                case STARTING, OPENED -> lifeMs + " ms after it was open";
                case AT_WORK -> lifeMs + " ms after its first payment";
                case AT_REST -> "at rest, " + lifeMs + " ms after its first payment";
            };
        }
    }

    private Victim start(ChildTask task) {
        Victim child = Victim.start(journal, task, acknowledged);
        running = Optional.of(child);
        return child;
    }

    /** After a rest nothing was done: the replayed state must be the one that was there. */
    private void compareWithRest(String openedState) {
        restedState.filter(state -> !state.equals(openedState))
                .ifPresent(state -> problems.add("replayed to " + openedState + ", before the kill it was " + state));
        restedState = Optional.empty();
    }

    private JournalAudit audit(boolean whole) {
        if (acknowledged.count() == 0 && !Files.exists(journal.resolve("durable.mark"))) {
            return JournalAudit.empty(acknowledged); // killed before there was a journal
        }
        JournalAudit audit = JournalAudit.of(journal, acknowledged);
        lost = audit.lost();
        doubled = audit.doubled().size();
        audit.doubled().stream().limit(TOLD_MAX).forEach(thing -> progress.accept("doubled: " + thing));
        audit.findings().forEach(finding -> problems.add("finding " + finding));
        if (whole) {
            JournalCheck check = LedgerArchive.open(journal).check();
            check.damage().ifPresent(damage -> problems.add("journal verify: " + damage));
        }
        return audit;
    }

    /** Lets everything come to its end, and looks at every balance; then repeats what was done long ago. */
    private void finish() throws InterruptedException {
        long until = acknowledged.untouchedTurn();
        List<String> balances;
        try (Victim child = start(new ChildTask(plan.seed(), until, acknowledged.goOn()))) {
            compareWithRest(child.awaitOpen());
            restedState = Optional.of(child.awaitRest());
            balances = child.awaitGoodEnd();
        }
        problems.addAll(new FinalBalances(plan.seed(), until).compare(balances, audit(true)));
        try (Victim child = start(ChildTask.repeating(plan.seed(), until, REPEATED_TURNS))) {
            compareWithRest(child.awaitOpen());
            child.awaitGoodEnd();
        }
        audit(true);
    }

    /** Ends the child, and removes the folder if nothing was lost in it. Harmless when repeated. */
    @Override
    public void close() {
        running.ifPresent(Victim::close);
        if (isGood()) {
            scratch.close();
        }
    }
}

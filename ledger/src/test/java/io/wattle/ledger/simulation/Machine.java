package io.wattle.ledger.simulation;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.LedgerStart;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.journal.FaultyDisk;
import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalFrame;
import io.wattle.ledger.journal.JournalPlace;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.decide.LedgerRules;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.tariff.FlatRate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import io.wattle.ledger.till.TillRules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The computer: the real ledger and the real journal on a disk that fails. Although they have threads, what comes out
 * hangs on the seed alone: commands go in one by one, or many at once whose batches the gate decides.
 */
final class Machine {
    private static final long SECONDS_MAX = 60;
    private static final Map<Unit.Kind, FlatRate> RATES = Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 200),
            Unit.Kind.VOLUME, new FlatRate("water", "USD", 350));

    final FaultyDisk disk;
    private final LedgerConfig config;
    private final InstantSource clock;
    private @Nullable GatedJournal journal;
    private @Nullable Ledger ledger;

    Machine(FaultyDisk disk, long toleranceUnits, InstantSource clock) {
        this.disk = disk;
        this.clock = clock;
        this.config = new LedgerConfig(Path.of("nowhere"), new LedgerRules(RATES, toleranceUnits, 3,
                Model.CREDIT_WINDOW, Model.KEY_HORIZON)
                .with(new ActivationPolicy(ActivationPolicy.How.RANGE, Set.of("ann")))
                .with(new TillRules(false, Set.of("ann")))
                .withGranters(Set.of("ann", "simulation")), 64, 64);
    }

    /** Whether it takes commands. */
    boolean isUp() {
        return ledger != null && ledger.isRunning();
    }

    /** Starts from the beginning of the journal. */
    void start() {
        GatedJournal opened = new GatedJournal(disk.open());
        start(opened, replay(opened));
    }

    /** Starts from a snapshot that must still be good. */
    void start(Kept snapshot) {
        Check.that(disk.holds(snapshot.place()), "the journal does not hold %s any more", snapshot.place());
        LedgerState state = snapshot.state();
        GatedJournal opened = new GatedJournal(disk.open(snapshot.place(), frame -> apply(frame, state)));
        Check.that(state.stateHash().equals(replay(opened).stateHash()), "from the snapshot %s comes another state",
                snapshot.place());
        start(opened, state);
    }

    private void start(GatedJournal opened, LedgerState state) {
        journal = opened;
        ledger = LedgerStart.over(opened, state, config, clock);
    }

    /** The process is gone, for whatever reason; what is left of it is cleared away. */
    void stop() {
        if (ledger != null) {
            ledger.close();
        }
        ledger = null;
        journal = null;
    }

    /** One after the other, each when the one before has its outcome. */
    List<Outcome> oneByOne(List<Command> commands) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Command command : commands) {
            outcomes.add(get(running().submit(command)));
        }
        return outcomes;
    }

    /**
     * The first one makes the disk wait, and the others are decided meanwhile and forced together.
     *
     * @param first must be one that will be accepted
     * @param killed whether the process ends before the disk goes on
     */
    List<Outcome> together(Command first, List<Command> others, boolean killed) {
        GatedJournal gate = Objects.requireNonNull(journal);
        gate.hold();
        try {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(List.of(running().submit(first)));
            gate.awaitHeld();
            others.forEach(command -> outcomes.add(running().submit(command)));
            awaitDecided(); // then all are decided
            awaitDecided(); // then they have been handed on, too: a later round has begun
            if (killed) {
                disk.kill();
            }
            gate.letGo();
            return outcomes.stream().map(Machine::get).toList();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            gate.letGo();
        }
    }

    private void awaitDecided() throws InterruptedException {
        CountDownLatch decided = new CountDownLatch(1);
        CompletableFuture<Long> _ = running().ask(view -> {
            decided.countDown();
            return view.lastSequence();
        });
        Check.that(decided.await(SECONDS_MAX, TimeUnit.SECONDS), "the ledger decides nothing");
    }

    <T> T ask(Function<LedgerView, T> question) {
        return get(running().ask(question));
    }

    /** What is durable, record by record. */
    List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        forEachFrame(running(journal), frame -> records.addAll(frame.records()));
        return records;
    }

    /** The state that the journal makes. */
    LedgerState replay() {
        return replay(running(journal));
    }

    /** Just after all that is durable. */
    JournalPlace end() {
        return running(journal).end();
    }

    static LedgerState replay(Journal from) {
        LedgerState state = new LedgerState();
        forEachFrame(from, frame -> apply(frame, state));
        return state;
    }

    private static void apply(JournalFrame frame, LedgerState state) {
        frame.records().forEach(record -> state.apply(EntryCodec.decode(record)));
    }

    private static void forEachFrame(Journal from, Consumer<JournalFrame> action) {
        try (var cursor = from.read(1)) {
            for (Optional<JournalFrame> frame = cursor.next(); frame.isPresent(); frame = cursor.next()) {
                action.accept(frame.get());
            }
        }
    }

    private Ledger running() {
        return running(ledger);
    }

    private static <T> T running(@Nullable T part) {
        return Objects.requireNonNull(part, "nothing runs");
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer came", e);
        }
    }

    private static AssertionError interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", cause);
    }
}

package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchException;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.state.LedgerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A ledger, asked by threads that wait. Any thread. */
record Answers(Ledger ledger) {
    private static final long TIMEOUT_S = 60;

    /** What was done; empty if it cannot be done now and may be tried later. */
    Optional<LedgerEntry> done(CompletableFuture<Outcome> outcome) throws InterruptedException {
        return switch (await(outcome)) {
            case Outcome.Accepted accepted -> Optional.of(accepted.entry());
            case Outcome.Existing existing -> Optional.of(existing.entry());
            case Outcome.NothingToDo _ -> throw new BenchException("nothing here is done by time alone");
            case Outcome.Refused refused when refused.reason().retryable() -> Optional.empty();
            case Outcome.Refused refused -> throw new BenchException("refused: " + refused);
        };
    }

    /** Hands all in at once, and waits for all. */
    List<LedgerEntry> all(List<Command> commands) throws InterruptedException {
        List<CompletableFuture<Outcome>> outcomes = commands.stream().map(ledger::submit).toList();
        List<LedgerEntry> entries = new ArrayList<>();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            entries.add(done(outcome).orElseThrow(() -> new BenchException("refused for now: " + outcome.join())));
        }
        return entries;
    }

    <T> T ask(Function<LedgerView, T> question) throws InterruptedException {
        return await(ledger.ask(question));
    }

    private static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("the ledger did not answer", e);
        }
    }
}

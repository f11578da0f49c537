package io.wattle.ledger;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The ledger: submit a command, get an outcome. Safe for use by many threads; one thread inside decides, and nothing is
 * answered or shown before it is on disk. A failed write stops the ledger for good.
 */
public final class Ledger implements AutoCloseable {

    private Ledger() {}

    public static Ledger open(LedgerConfig config, InstantSource clock) {
        throw new IllegalStateException("being built");
    }

    public CompletableFuture<Outcome> submit(Command command) {
        throw new IllegalStateException("being built");
    }

    public <T> CompletableFuture<T> ask(Function<LedgerView, T> question) {
        throw new IllegalStateException("being built");
    }

    public EntryReader follow(long afterSequence) {
        throw new IllegalStateException("being built");
    }

    public boolean isRunning() {
        return false;
    }

    @Override
    public void close() {}
}

package io.wattle.ledger;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.LedgerState;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** What stands in the ledger's queue: somebody waits for each. */
sealed interface Request {

    /** Tells the one who waits that the ledger has stopped. */
    void refuseStopped();

    /** A command and the one who waits for its outcome. */
    record Submission(Command command, CompletableFuture<Outcome> outcome) implements Request {
        static final Outcome STOPPED = new Outcome.Refused(Refusal.STOPPED, "", "the ledger has stopped;"
                + " whether it was done is not known: repeat it with the same key after the restart");

        @Override
        public void refuseStopped() {
            outcome.complete(STOPPED);
        }
    }

    /** A question and the one who waits for the answer. */
    record Question<T>(Function<LedgerState, T> question, CompletableFuture<T> answer) implements Request {

        @Override
        public void refuseStopped() {
            answer.completeExceptionally(new RejectedExecutionException("the ledger has stopped"));
        }
    }
}

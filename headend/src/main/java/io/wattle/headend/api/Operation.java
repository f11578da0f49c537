package io.wattle.headend.api;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One operation of the contract: does not block the event loop. */
@FunctionalInterface
interface Operation {
    Future<Answer> answer(RoutingContext context);

    /** The store's queries wait for the disk: on a bounded pool of threads, side by side. */
    static Operation blocking(Function<RoutingContext, Answer> query) {
        return context -> context.vertx()
                .executeBlocking(() -> query.apply(context), false)
                .map(answer -> ApiRequest.present(answer));
    }

    /** What waits for a meter or for a module, longer than the pool of the queries could bear: a thread of its own. */
    static <T> Future<T> waiting(RoutingContext context, Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofVirtual().name("api-waits").start(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | Error e) {
                done.completeExceptionally(e);
            }
        });
        return Future.fromCompletionStage(done, context.vertx().getOrCreateContext());
    }

    /**
     * Hands a command in.
     *
     * @param accepted HTTP status for what is done now; for what was done before it is 200
     */
    static Future<Answer> submit(RoutingContext context, Ledger ledger, Command command, int accepted,
            Function<LedgerEntry, Object> value) {
        return Future.fromCompletionStage(ledger.submit(command), context.vertx().getOrCreateContext())
                .map(outcome -> switch (outcome) {
                    case Outcome.Accepted(LedgerEntry entry) -> new Answer(accepted, value.apply(entry));
                    case Outcome.Existing(LedgerEntry entry) -> Answer.ok(value.apply(entry));
                    case Outcome.NothingToDo _ -> Answer.ok(Map.of());
                    case Outcome.Refused refused -> Answer.of(Problem.of(refused));
                });
    }
}

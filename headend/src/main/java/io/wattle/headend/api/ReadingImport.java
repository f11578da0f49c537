package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.present;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings readings that people or other systems took. Each is taken or refused for itself, in the order of the list; one that
 * is known already changes nothing, so a list may be brought again.
 */
final class ReadingImport {
    private final Ledger ledger;
    private final ItemContract items;

    ReadingImport(Ledger ledger, ItemContract items) {
        this.ledger = ledger;
        this.items = items;
    }

    /** One that fits the contract, and its place in the list. */
    private record Given(int place, JsonObject reading) {}

    /** One that was not taken: its place in the list, from 0. */
    record NotTaken(int place, String meter, String reason, String field, String detail) {}

    /** What became of a list. */
    record Brought(int taken, int known, List<NotTaken> refused) {}

    private record One(int place, String meter, CompletableFuture<Outcome> outcome) {}

    /** By a meter's serial, or by an account number or a Loc ID that means one meter. */
    Future<Answer> bring(RoutingContext context) {
        JsonObject body = body(context);
        Origin by = Origin.manual(body.getString("person"), "import");
        List<NotTaken> refused = new ArrayList<>();
        List<Given> readings = given(body.getJsonArray("readings"), refused);
        return Future.fromCompletionStage(ledger.ask(view -> found(view, readings)),
                context.vertx().getOrCreateContext()).compose(found -> bring(context, by, readings, found, refused));
    }

    private List<Given> given(JsonArray readings, List<NotTaken> refused) {
        List<Given> given = new ArrayList<>();
        for (int place = 0; place < readings.size(); place++) {
            Object item = readings.getValue(place);
            Optional<Problem> wrong = items.problem(ItemContract.READING, item);
            if (wrong.isPresent()) {
                String meter = item instanceof JsonObject json && json.getValue("meter") instanceof String name
                        ? name
                        : "";
                refused.add(new NotTaken(place, meter, wrong.get().title(), wrong.get().field(),
                        wrong.get().detail()));
            } else {
                given.add(new Given(place, (JsonObject) item));
            }
        }
        return given;
    }

    private static Map<String, Found> found(LedgerView view, List<Given> readings) {
        Map<String, Found> found = new HashMap<>();
        for (Given one : readings) {
            found.computeIfAbsent(one.reading().getString("meter"), view.accounts()::find);
        }
        return found;
    }

    private Future<Answer> bring(RoutingContext context, Origin by, List<Given> readings, Map<String, Found> found,
            List<NotTaken> refused) {
        List<One> all = new ArrayList<>();
        for (Given one : readings) {
            String name = one.reading().getString("meter");
            Found things = present(found.get(name));
            boolean isMeter = things.hits().stream().anyMatch(hit -> hit.kind() == Found.Kind.METER);
            if (!isMeter && things.meters().size() > 1) {
                refused.add(new NotTaken(one.place(), name, "AMBIGUOUS", "meter", "could be any of "
                        + things.meters()));
            } else {
                String meter = isMeter ? name : things.onlyMeter().orElse(name);
                all.add(new One(one.place(), name, submit(one.reading(), meter, by)));
            }
        }
        CompletableFuture<?>[] outcomes = all.stream().map(One::outcome).toArray(CompletableFuture[]::new);
        return Future.fromCompletionStage(CompletableFuture.allOf(outcomes), context.vertx().getOrCreateContext())
                .map(_ -> Answer.ok(brought(all, refused)));
    }

    private CompletableFuture<Outcome> submit(JsonObject reading, String meter, Origin by) {
        String quality = reading.getString("quality", "actual").toUpperCase(Locale.ROOT);
        try {
            UsagePoint point = new UsagePoint(Instant.parse(reading.getString("takenAt")), reading.getLong("register"),
                    Quality.valueOf(quality));
            return ledger.submit(new BalanceCommand.ImportReading(by, meter, Unit.ofCode(reading.getString("unit")),
                    point));
        } catch (DateTimeException e) {
            return refused("takenAt", "must be such as 2026-07-01T00:00:00Z");
        } catch (IllegalArgumentException e) {
            return refused("unit", String.valueOf(e.getMessage()));
        }
    }

    private static CompletableFuture<Outcome> refused(String field, @Nullable String detail) {
        return CompletableFuture.completedFuture(new Outcome.Refused(Refusal.MALFORMED, field,
                String.valueOf(detail)));
    }

    private static Brought brought(List<One> all, List<NotTaken> before) {
        int taken = 0;
        int known = 0;
        List<NotTaken> refused = new ArrayList<>(before);
        for (One one : all) {
            switch (one.outcome().join()) {
                case Outcome.Accepted _ -> taken++;
                case Outcome.Existing _,Outcome.NothingToDo _ -> known++;
                case Outcome.Refused why -> refused.add(new NotTaken(one.place(), one.meter(), why.reason().name(),
                        why.field(), why.detail()));
            }
        }
        refused.sort(Comparator.comparingInt(NotTaken::place));
        return new Brought(taken, known, refused);
    }
}

package io.wattle.headend.api;

import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.query;

import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.store.ReadStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What meters tell besides readings: events, and what their registers showed before. Safe for use by many threads. */
final class ToldHandlers {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private final ReadStore store;

    ToldHandlers(ReadStore store) {
        this.store = store;
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        return Map.of("listEvents", blocking(this::events), "listMeterEvents", blocking(this::eventsOfMeter),
                "listProfile", blocking(this::profile));
    }

    private Answer events(RoutingContext context) {
        return Answer.ok(Map.of("events", store.told().events(Optional.empty(), before(context), limit(context))));
    }

    private Answer eventsOfMeter(RoutingContext context) {
        String serial = path(context, "serial");
        return store.meter(serial).isEmpty()
                ? Answer.of(Problem.notFound("meter", serial))
                : Answer.ok(Map.of("events",
                        store.told().events(Optional.of(serial), before(context), limit(context))));
    }

    private Answer profile(RoutingContext context) {
        String serial = path(context, "serial");
        if (store.meter(serial).isEmpty()) {
            return Answer.of(Problem.notFound("meter", serial));
        }
        try {
            return Answer.ok(Map.of("points", store.told()
                    .profile(serial, time(context, "from", Instant.EPOCH), time(context, "to", LAST),
                            limit(context))));
        } catch (DateTimeException e) {
            return Answer.of(new Problem(400, 0, "MALFORMED", "from", "from and to must be times such as"
                    + " 2026-12-31T00:00:00Z"));
        }
    }

    private static Instant time(RoutingContext context, String name, Instant otherwise) {
        return query(context, name).map(found -> Instant.parse(found.getString())).orElse(otherwise);
    }
}

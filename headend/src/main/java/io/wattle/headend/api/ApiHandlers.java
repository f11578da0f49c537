package io.wattle.headend.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.polling.PollResult;
import io.wattle.headend.polling.Poller;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.CreditRow;
import io.wattle.headend.store.StoreRows.MeterRow;
import io.wattle.headend.store.StoreRows.PaymentRow;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each operation of the contract does. Requests have passed the contract. Safe for use by many threads. */
final class ApiHandlers {
    private static final int LIMIT = 100;
    private final Ledger ledger;
    private final MeterRegistry registry;
    private final ReadStore store;
    private final Poller poller;
    private final Health health;

    ApiHandlers(Ledger ledger, MeterRegistry registry, ReadStore store, Poller poller, Health health) {
        this.ledger = ledger;
        this.registry = registry;
        this.store = store;
        this.poller = poller;
        this.health = health;
    }

    record MeterAnswer(MeterRow meter, @Nullable PollResult lastPoll) {}

    record PaymentAnswer(PaymentRow payment, List<CreditRow> credits) {}

    /** A payment as it was taken; {@code creditId} is absent when it bought nothing yet. */
    record Taken(String paymentId, @Nullable String creditId, @Nullable Long units, @Nullable String unit,
            long sequence) {}

    /** One operation: does not block the event loop. */
    @FunctionalInterface
    interface Operation {
        Future<Answer> answer(RoutingContext context);
    }

    /** Every operation of the contract, by its name there. */
    Map<String, Operation> byName() {
        return Map.of("health", blocking(_ -> health()), "listMeters", blocking(this::listMeters), "getMeter",
                blocking(this::getMeter), "listReadings", blocking(this::listReadings), "listFindings",
                blocking(this::listFindings), "getPayment", blocking(this::getPayment), "takePayment",
                this::takePayment, "decideCredit", this::decideCredit);
    }

    /** The store's queries wait for the disk: on a bounded pool of threads, side by side. */
    private static Operation blocking(Function<RoutingContext, Answer> query) {
        return context -> context.vertx().executeBlocking(() -> query.apply(context), false).map(ApiHandlers::present);
    }

    private Answer health() {
        Health.Report report = health.report();
        return new Answer(report.healthy() ? 200 : 503, report);
    }

    private Answer listMeters(RoutingContext context) {
        return Answer
                .ok(Map.of("meters", store.meters(query(context, "after").map(RequestParameter::getString).orElse(""),
                        limit(context))));
    }

    private Answer getMeter(RoutingContext context) {
        return ofMeter(context, meter -> new MeterAnswer(meter, poller.lastResult(meter.serial()).orElse(null)));
    }

    private Answer listReadings(RoutingContext context) {
        return ofMeter(context,
                meter -> Map.of("readings", store.readings(meter.serial(), before(context), limit(context))));
    }

    private Answer listFindings(RoutingContext context) {
        return Answer.ok(Map.of("findings", store.findings(before(context), limit(context))));
    }

    private Answer getPayment(RoutingContext context) {
        String id = path(context, "paymentId");
        return store.payment(id)
                .map(payment -> Answer.ok(new PaymentAnswer(payment, store.credits(id))))
                .orElseGet(() -> Answer.of(Problem.notFound("payment", id)));
    }

    /** Many payments wait for the disk together: the ledger answers them batch by batch. */
    private Future<Answer> takePayment(RoutingContext context) {
        JsonObject body = present(request(context).getBody().getJsonObject());
        String meter = body.getString("meter");
        if (registry.find(meter).isEmpty()) {
            return Future.succeededFuture(Answer.of(Problem.of(new Outcome.Refused(Refusal.UNKNOWN_METER, "meter",
                    "no meter " + meter + " is in the registry, so no credit could be sent to it"))));
        }
        Command.TakePayment payment = new Command.TakePayment(Origin.manual(body.getString("cashier"), "api"),
                present(context.request().getHeader("Idempotency-Key")), meter,
                new Money(body.getLong("amountMinor"), body.getString("currency")));
        return Future.fromCompletionStage(ledger.submit(payment), context.vertx().getOrCreateContext())
                .map(ApiHandlers::answer);
    }

    /** Where no reading can prove what became of a credit, a person says so, by name and with a reason. */
    private Future<Answer> decideCredit(RoutingContext context) {
        JsonObject body = present(request(context).getBody().getJsonObject());
        Command.DecideCredit decision = new Command.DecideCredit(Origin.manual(body.getString("person"), "api"),
                body.getString("meter"), path(context, "creditId"), body.getBoolean("inMeter"),
                body.getString("reason"));
        return Future.fromCompletionStage(ledger.submit(decision), context.vertx().getOrCreateContext())
                .map(outcome -> switch (outcome) {
                    case Outcome.Accepted(LedgerEntry entry) -> Answer.ok(Map.of("sequence", entry.sequence()));
                    case Outcome.Existing(LedgerEntry entry) -> Answer.ok(Map.of("sequence", entry.sequence()));
                    case Outcome.Refused refused -> Answer.of(Problem.of(refused));
                });
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(LedgerEntry entry) -> new Answer(201, taken(entry));
            case Outcome.Existing(LedgerEntry entry) -> Answer.ok(taken(entry));
            case Outcome.Refused refused -> Answer.of(Problem.of(refused));
        };
    }

    private static Taken taken(LedgerEntry entry) {
        String paymentId = "";
        Fact.@Nullable CreditOrdered credit = null;
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.PaymentTaken payment) {
                paymentId = payment.paymentId();
            } else if (fact instanceof Fact.CreditOrdered ordered) {
                credit = ordered;
            }
        }
        return credit == null
                ? new Taken(paymentId, null, null, null, entry.sequence())
                : new Taken(paymentId, credit.creditId(), credit.amount().value(), credit.amount().unit().code(),
                        entry.sequence());
    }

    private Answer ofMeter(RoutingContext context, Function<MeterRow, Object> value) {
        String serial = path(context, "serial");
        return store.meter(serial)
                .map(value)
                .map(Answer::ok)
                .orElseGet(() -> Answer.of(Problem.notFound("meter", serial)));
    }

    private static long before(RoutingContext context) {
        return query(context, "before").map(RequestParameter::getLong).orElse(Long.MAX_VALUE);
    }

    private static int limit(RoutingContext context) {
        return query(context, "limit").map(RequestParameter::getInteger).orElse(LIMIT);
    }

    private static Optional<RequestParameter> query(RoutingContext context, String name) {
        return Optional.ofNullable(request(context).getQuery().get(name)).filter(parameter -> !parameter.isEmpty());
    }

    private static String path(RoutingContext context, String name) {
        return present(context.pathParam(name));
    }

    private static ValidatedRequest request(RoutingContext context) {
        return present(context.<ValidatedRequest>get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
    }

    /** What the contract has seen to. */
    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value, "the contract lets this through without a required part");
    }
}

package io.wattle.headend.api;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import io.wattle.headend.polling.PollResult;
import io.wattle.headend.polling.Poller;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.CreditRow;
import io.wattle.headend.store.StoreRows.MeterRow;
import io.wattle.headend.store.StoreRows.PaymentRow;
import io.wattle.ledger.Command;
import io.wattle.ledger.Fact;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerEntry;
import io.wattle.ledger.Origin;
import io.wattle.ledger.Outcome;
import io.wattle.ledger.quantity.Money;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What each operation of the contract does. Requests have passed the contract; handlers run on virtual threads. */
final class ApiHandlers {
    private static final int LIMIT = 100;
    private final Ledger ledger;
    private final ReadStore store;
    private final Poller poller;
    private final Health health;

    ApiHandlers(Ledger ledger, ReadStore store, Poller poller, Health health) {
        this.ledger = ledger;
        this.store = store;
        this.poller = poller;
        this.health = health;
    }

    record MeterAnswer(MeterRow meter, @Nullable PollResult lastPoll) {}

    record PaymentAnswer(PaymentRow payment, List<CreditRow> credits) {}

    /** A payment as it was taken; {@code creditId} is absent when it bought nothing yet. */
    record Taken(String paymentId, @Nullable String creditId, @Nullable Long units, @Nullable String unit,
            long sequence) {}

    /** Every operation of the contract. */
    Map<String, Handler<RoutingContext>> byOperation() {
        return Map.of("health", this::health, "listMeters", this::listMeters, "getMeter", this::getMeter,
                "listReadings",
                this::listReadings, "listFindings", this::listFindings, "takePayment", this::takePayment, "getPayment",
                this::getPayment);
    }

    private void health(RoutingContext context) {
        Health.Report report = health.report();
        ApiAnswers.send(context, report.healthy() ? 200 : 503, report);
    }

    private void listMeters(RoutingContext context) {
        ApiAnswers.send(context, 200, Map.of("meters", store.meters(query(context, "after").map(
                RequestParameter::getString).orElse(""), limit(context))));
    }

    private void getMeter(RoutingContext context) {
        withMeter(context, meter -> ApiAnswers.send(context, 200,
                new MeterAnswer(meter, poller.lastResult(meter.serial()).orElse(null))));
    }

    private void listReadings(RoutingContext context) {
        withMeter(context, meter -> ApiAnswers.send(context, 200,
                Map.of("readings", store.readings(meter.serial(), before(context), limit(context)))));
    }

    private void listFindings(RoutingContext context) {
        ApiAnswers.send(context, 200, Map.of("findings", store.findings(before(context), limit(context))));
    }

    private void getPayment(RoutingContext context) {
        String id = path(context, "paymentId");
        Optional<PaymentRow> payment = store.payment(id);
        if (payment.isEmpty()) {
            ApiAnswers.send(context, Problem.notFound("payment", id));
        } else {
            ApiAnswers.send(context, 200, new PaymentAnswer(payment.get(), store.credits(id)));
        }
    }

    private void takePayment(RoutingContext context) {
        JsonObject body = present(request(context).getBody().getJsonObject());
        Command.TakePayment payment = new Command.TakePayment(Origin.manual(body.getString("cashier"), "api"),
                present(context.request().getHeader("Idempotency-Key")), body.getString("meter"),
                new Money(body.getLong("amountMinor"), body.getString("currency")));
        switch (ledger.submit(payment).join()) {
            case Outcome.Accepted(LedgerEntry entry) -> ApiAnswers.send(context, 201, taken(entry));
            case Outcome.Existing(LedgerEntry entry) -> ApiAnswers.send(context, 200, taken(entry));
            case Outcome.Refused refused -> ApiAnswers.send(context, Problem.of(refused));
        }
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

    private void withMeter(RoutingContext context, Consumer<MeterRow> then) {
        String serial = path(context, "serial");
        store.meter(serial).ifPresentOrElse(then, () -> ApiAnswers.send(context, Problem.notFound("meter", serial)));
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

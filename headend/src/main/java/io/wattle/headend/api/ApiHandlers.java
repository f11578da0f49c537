package io.wattle.headend.api;

import java.time.Instant;
import static io.wattle.headend.api.ApiRequest.after;
import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.Operation.submit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.card.RedeemedTokens;
import io.wattle.headend.polling.PollResult;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each operation of the contract does. Requests have passed the contract. Safe for use by many threads. */
final class ApiHandlers {
    private final ApiSources sources;
    private final Ledger ledger;
    private final ReadStore store;
    private final BookHandlers book;
    private final CardHandlers cards;
    private final TokenHandlers tokens;
    private final TariffHandlers tariffs;
    private final BalanceHandlers balances;

    ApiHandlers(ApiSources sources) {
        this.sources = sources;
        this.ledger = sources.ledger();
        this.store = sources.store();
        this.book = new BookHandlers(ledger, store, sources.alarms());
        this.tokens = new TokenHandlers(ledger, store, sources.tokens());
        this.cards = new CardHandlers(ledger, store, sources.cards(), new RedeemedTokens(ledger, sources.tokens()));
        this.tariffs = new TariffHandlers(sources);
        this.balances = new BalanceHandlers(sources);
    }

    record MeterAnswer(MeterRow meter, @Nullable PollResult lastPoll) {}

    record PaymentAnswer(PaymentRow payment, List<CreditRow> credits, List<TokensAnswer> tokens) {}

    /**
     * A payment as it was taken; {@code creditId} is absent when it bought nothing yet, {@code tokens} where the credit
     * does not go out as tokens or its tokens are not made yet.
     */
    record Taken(String paymentId, @Nullable String creditId, @Nullable Long units, @Nullable String unit,
            @Nullable TokensAnswer tokens, long sequence) {

        Taken with(TokensAnswer made) {
            return new Taken(paymentId, creditId, units, unit, made, sequence);
        }
    }

    /** Every operation of the contract, by its name there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>(book.byName());
        operations.putAll(tokens.byName());
        operations.putAll(cards.byName());
        operations.putAll(tariffs.byName());
        operations.putAll(balances.byName());
        operations.put("health", blocking(_ -> health()));
        operations.put("stsModule", blocking(_ -> Answer.ok(ModuleAnswer.of(sources.module().get()))));
        operations.put("listMeters", blocking(this::listMeters));
        operations.put("getMeter", blocking(this::getMeter));
        operations.put("listReadings", blocking(this::listReadings));
        operations.put("getPayment", blocking(this::getPayment));
        operations.put("getReceipt", blocking(this::getReceipt));
        operations.put("takePayment", this::takePayment);
        operations.put("decideCredit", this::decideCredit);
        return operations;
    }

    private Answer health() {
        Health.Report report = sources.health().report();
        return new Answer(report.healthy() ? 200 : 503, report);
    }

    private Answer listMeters(RoutingContext context) {
        return Answer.ok(Map.of("meters", store.meters(after(context), limit(context))));
    }

    private Answer getMeter(RoutingContext context) {
        return ofMeter(context,
                meter -> new MeterAnswer(meter, sources.poller().lastResult(meter.serial()).orElse(null)));
    }

    private Answer listReadings(RoutingContext context) {
        return ofMeter(context,
                meter -> Map.of("readings", store.readings(meter.serial(), before(context), limit(context))));
    }

    private Answer getPayment(RoutingContext context) {
        String id = path(context, "paymentId");
        return store.payment(id)
                .map(payment -> Answer.ok(new PaymentAnswer(payment, store.credits(id), tokens.ofPayment(id))))
                .orElseGet(() -> Answer.of(Problem.notFound("payment", id)));
    }

    private Answer getReceipt(RoutingContext context) {
        String id = path(context, "paymentId");
        return store.payment(id)
                .map(payment -> Answer
                        .ok(Map.of("lines", Receipt.of(payment, store.credits(id), tokens.ofPayment(id)))))
                .orElseGet(() -> Answer.of(Problem.notFound("payment", id)));
    }

    /** Many payments wait for the disk together: the ledger answers them batch by batch. */
    private Future<Answer> takePayment(RoutingContext context) {
        JsonObject body = body(context);
        String meter = body.getString("meter");
        if (sources.registry().find(meter).isPresent()) {
            return pay(context, meter, body);
        }
        // A meter that nobody talks to can be paid for all the same, if its balance lives here.
        Instant now = sources.clock().instant();
        return Future.fromCompletionStage(ledger.ask(view -> view.serverBalance(meter, now).isPresent()),
                context.vertx().getOrCreateContext())
                .compose(isHere -> isHere
                        ? pay(context, meter, body)
                        : Future.succeededFuture(Answer.of(Problem.of(new Outcome.Refused(Refusal.UNKNOWN_METER,
                                "meter", "no meter " + meter
                                        + " is in the registry, so no credit could be sent to it")))));
    }

    private Future<Answer> pay(RoutingContext context, String meter, JsonObject body) {
        Command.TakePayment payment = new Command.TakePayment(Origin.manual(body.getString("cashier"), "api"),
                key(context), meter, new Money(body.getLong("amountMinor"), body.getString("currency")));
        return submit(context, ledger, payment, 201, ApiHandlers::taken)
                .compose(answer -> answer.value() instanceof Taken taken && taken.creditId() != null
                        ? tokens.ofSale(context, meter, taken.creditId())
                                .map(made -> made.map(shown -> new Answer(answer.status(), taken.with(shown)))
                                        .orElse(answer))
                        : Future.succeededFuture(answer));
    }

    /** Where no reading can prove what became of a credit, a person says so, by name and with a reason. */
    private Future<Answer> decideCredit(RoutingContext context) {
        JsonObject body = body(context);
        Command.DecideCredit decision = new Command.DecideCredit(Origin.manual(body.getString("person"), "api"),
                body.getString("meter"), path(context, "creditId"), body.getBoolean("inMeter"),
                body.getString("reason"));
        return submit(context, ledger, decision, 200, entry -> Map.of("sequence", entry.sequence()));
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
                ? new Taken(paymentId, null, null, null, null, entry.sequence())
                : new Taken(paymentId, credit.creditId(), credit.amount().value(), credit.amount().unit().code(),
                        null, entry.sequence());
    }

    private Answer ofMeter(RoutingContext context, Function<MeterRow, Object> value) {
        String serial = path(context, "serial");
        return store.meter(serial)
                .map(value)
                .map(Answer::ok)
                .orElseGet(() -> Answer.of(Problem.notFound("meter", serial)));
    }
}

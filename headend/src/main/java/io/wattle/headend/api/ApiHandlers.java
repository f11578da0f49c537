package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.after;
import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.present;
import static io.wattle.headend.api.ApiRequest.query;
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
import io.wattle.headend.store.StoreRows.SaleRow;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each operation of the contract does. Requests have passed the contract. Safe for use by many threads. */
final class ApiHandlers {
    private final ApiSources sources;
    private final Ledger ledger;
    private final ReadStore store;
    private final ItemContract items = new ItemContract();
    private final BookHandlers book;
    private final CardHandlers cards;
    private final TokenHandlers tokens;
    private final TariffHandlers tariffs;
    private final ProviderHandlers cardPayments;
    private final SaleHandlers sales;
    private final DebtHandlers debts;
    private final BalanceHandlers balances;

    ApiHandlers(ApiSources sources) {
        this.sources = sources;
        this.ledger = sources.ledger();
        this.store = sources.store();
        this.book = new BookHandlers(ledger, store, sources.alarms());
        this.tokens = new TokenHandlers(ledger, store, sources.tokens());
        this.cards = new CardHandlers(ledger, store, sources.cards(), new RedeemedTokens(ledger, sources.tokens()),
                sources.accounts());
        this.tariffs = new TariffHandlers(sources);
        this.cardPayments = new ProviderHandlers(ledger, sources.registry(), sources.cardPayments());
        this.sales = new SaleHandlers(sources, tokens);
        this.debts = new DebtHandlers(ledger, sources.clock());
        this.balances = new BalanceHandlers(sources, items);
    }

    /** Wants the contract before anything is asked. */
    ItemContract items() {
        return items;
    }

    record MeterAnswer(MeterRow meter, @Nullable PollResult lastPoll) {}

    /** The payment is absent for a conversion and for what was lent, the sale where no tariff plan sold it. */
    record PaymentAnswer(@Nullable PaymentRow payment, @Nullable Map<String, Object> sale, List<CreditRow> credits,
            List<TokensAnswer> tokens) {}

    /** Every operation of the contract, by its name there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>(book.byName());
        operations.putAll(tokens.byName());
        operations.putAll(new AccountHandlers(sources, items).byName());
        operations.putAll(new ImportHandlers(sources, items).byName());
        operations.putAll(new MoneyHandlers(sources).byName());
        operations.putAll(new MeterHandlers(ledger, sources.accounts()).byName());
        operations.putAll(cards.byName());
        operations.putAll(tariffs.byName());
        operations.putAll(cardPayments.byName());
        operations.putAll(sales.byName());
        operations.putAll(debts.byName());
        operations.putAll(new TillHandlers(sources).byName());
        operations.putAll(balances.byName());
        operations.putAll(new ProbeHandlers(sources.probes(), store).byName());
        operations.put("health", blocking(_ -> health()));
        operations.put("listOptions", blocking(this::options));
        operations.put("stsModule", blocking(_ -> Answer.ok(ModuleAnswer.of(sources.module().get()))));
        operations.put("listMeters", blocking(this::listMeters));
        operations.put("getMeter", blocking(this::getMeter));
        operations.put("listReadings", blocking(this::listReadings));
        operations.putAll(new ToldHandlers(store).byName());
        operations.put("getPayment", blocking(this::getPayment));
        operations.put("getReceipt", blocking(this::getReceipt));
        operations.put("decideCredit", this::decideCredit);
        Lookup lookup = new Lookup(ledger);
        operations.replaceAll(lookup::before);
        return operations;
    }

    private Answer health() {
        Health.Report report = sources.health().report();
        return new Answer(report.healthy() ? 200 : 503, report);
    }

    private Answer options(RoutingContext context) {
        String person = present(query(context, "person").orElseThrow().getString());
        boolean hasShift = ledger.ask(view -> view.till()
                .shifts()
                .stream()
                .anyMatch(shift -> !shift.closed() && shift.cashier().equals(person))).join();
        return Answer.ok(Map.of("person", person, "options", sources.permissions().of(person), "quickPay",
                sources.permissions().quickPay(hasShift)));
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
        Optional<PaymentRow> payment = store.payment(id);
        Optional<SaleRow> sale = store.sale(id);
        List<CreditRow> credits = store.credits(id);
        return payment.isEmpty() && sale.isEmpty() && credits.isEmpty()
                ? Answer.of(Problem.notFound("payment", id))
                : Answer.ok(new PaymentAnswer(payment.orElse(null),
                        sale.map(row -> SaleAnswers.of(row, store.saleLines(id))).orElse(null), credits,
                        tokens.ofPayment(id)));
    }

    private Answer getReceipt(RoutingContext context) {
        String id = path(context, "paymentId");
        Optional<PaymentRow> payment = store.payment(id);
        Optional<SaleRow> sale = store.sale(id);
        Optional<String> meter = payment.map(PaymentRow::meter).or(() -> sale.map(SaleRow::meter));
        return meter.flatMap(store::meter)
                .map(row -> new Receipt(payment, sale, store.saleLines(id), store.credits(id), tokens.ofPayment(id),
                        Unit.ofCode(row.balanceUnit())))
                .map(receipt -> Answer.ok(Map.of("lines", receipt.lines())))
                .orElseGet(() -> Answer.of(Problem.notFound("payment", id)));
    }

    /** Where no reading can prove what became of a credit, a person says so, by name and with a reason. */
    private Future<Answer> decideCredit(RoutingContext context) {
        JsonObject body = body(context);
        Command.DecideCredit decision = new Command.DecideCredit(Origin.manual(body.getString("person"), "api"),
                body.getString("meter"), path(context, "creditId"), body.getBoolean("inMeter"),
                body.getString("reason"));
        return submit(context, ledger, decision, 200, entry -> Map.of("sequence", entry.sequence()));
    }

    private Answer ofMeter(RoutingContext context, Function<MeterRow, Object> value) {
        String serial = path(context, "serial");
        return store.meter(serial)
                .map(value)
                .map(Answer::ok)
                .orElseGet(() -> Answer.of(Problem.notFound("meter", serial)));
    }
}

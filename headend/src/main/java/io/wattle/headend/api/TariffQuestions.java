package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.present;
import static io.wattle.headend.api.ApiRequest.query;
import static io.wattle.headend.api.Operation.blocking;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.tariff.PastBill;
import io.wattle.headend.tariff.PriceWords;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.FixedDue;
import io.wattle.ledger.tariff.sale.PriceRefused;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.tariff.sale.SaleContext;
import io.wattle.ledger.tariff.sale.SaleContextBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tariffs cost: what is in force for a class, what a purchase brings, what past usage would have cost. */
final class TariffQuestions {
    private static final Duration PERIOD_MAX = Duration.ofDays(400);
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private final Ledger ledger;
    private final ReadStore store;
    private final InstantSource clock;

    TariffQuestions(Ledger ledger, ReadStore store, InstantSource clock) {
        this.ledger = ledger;
        this.store = store;
        this.clock = clock;
    }

    Map<String, Operation> byName() {
        return Map.of("tariffInForce", blocking(this::inForce), "quoteTariff", blocking(this::quote), "simulateTariff",
                blocking(this::simulate));
    }

    private Answer inForce(RoutingContext context) {
        Unit.Kind service = service(text(context, "service"));
        String currency = text(context, "currency");
        ClassName who = ClassName.of(text(context, "class"));
        Optional<String> asked = query(context, "at").map(one -> one.getString());
        Optional<Instant> said = asked.isEmpty() ? Optional.of(clock.instant()) : instant(asked.get());
        if (said.isEmpty()) {
            return noInstant("at");
        }
        Instant at = said.get();
        return ledger.ask(view -> view.tariffFor(service, currency, at, who.main(), who.sub())
                .flatMap(plan -> view.tariff(plan.name(), plan.version()))).join().map(version -> {
                    Map<String, Object> head = TariffAnswers.head(version);
                    LocalDate day = LocalDate.ofInstant(at, version.plan().zone());
                    head.put("overview", TariffAnswers.overview(version.plan(), day, who));
                    return Answer.ok(head);
                })
                .orElseGet(() -> Answer.of(Problem.notFound("tariff in force for class",
                        text(context, "class") + " in " + currency + " at " + at)));
    }

    private Answer quote(RoutingContext context) {
        JsonObject body = body(context);
        Instant at = clock.instant();
        ClassName who = ClassName.of(body.getString("class"));
        Optional<TariffPlan> found = plan(body, at, who);
        if (found.isEmpty()) {
            return Answer.of(Problem.notFound("tariff", body.getString("tariff", "in force for that class")));
        }
        TariffPlan plan = found.get();
        SaleContext sale = sale(body, at, who, plan);
        return switch (body.containsKey("amountMinor")
                ? SaleCalculator.unitsFor(plan, new Money(body.getLong("amountMinor"), plan.currency()), sale)
                : SaleCalculator.priceOf(plan, plan.unit().of(body.getLong("units")), sale)) {
            case Quote quote -> Answer.ok(TariffAnswers.quote(quote));
            case PriceRefused refused -> Answer.of(new Problem(422, 0, refused.reason().name(), "request",
                    PriceWords.of(refused, plan)));
        };
    }

    private static SaleContext sale(JsonObject body, Instant at, ClassName who, TariffPlan plan) {
        long month = body.getLong("boughtThisMonth", 0L);
        SaleContextBuilder builder = SaleContext.at(at, who.main())
                .subClass(who.sub())
                .channel(body.getString("channel", "cashier"))
                .step(body.getBoolean("anyAmount", false) ? SaleContext.Step.ONE : SaleContext.Step.TOKEN)
                .bought(month, body.getLong("boughtToday", 0L));
        int periods = body.getInteger("periodsDue", month == 0 ? 1 : 0);
        List<FixedDue> due = periods == 0
                ? List.of()
                : SaleCalculator.inForce(plan, builder.build())
                        .map(holding -> holding.standing()
                                .stream()
                                .map(fee -> new FixedDue(fee.name(), fee.minor(periods)))
                                .toList())
                        .orElse(List.of());
        return builder.fixedDue(due).build();
    }

    /** The version that is named, or what is in force for the class. */
    private Optional<TariffPlan> plan(JsonObject body, Instant at, ClassName who) {
        if (body.containsKey("tariff") && body.containsKey("version")) {
            String name = body.getString("tariff");
            int version = body.getInteger("version");
            return ledger.ask(view -> view.tariff(name, version)).join().map(found -> found.plan());
        }
        Unit.Kind service = service(body.getString("service"));
        String currency = body.getString("currency");
        return ledger.ask(view -> view.tariffFor(service, currency, at, who.main(), who.sub())).join();
    }

    private Answer simulate(RoutingContext context) {
        JsonObject body = body(context);
        String meter = body.getString("meter");
        ClassName who = ClassName.of(body.getString("class"));
        Optional<Instant> first = instant(body.getString("from"));
        Optional<Instant> last = instant(body.getString("to"));
        if (first.isEmpty() || last.isEmpty()) {
            return noInstant(first.isEmpty() ? "from" : "to");
        }
        Instant from = first.get();
        Instant to = last.get();
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(PERIOD_MAX) > 0) {
            return Answer.of(new Problem(400, 0, "MALFORMED", "from", "from must be before to, by at most "
                    + PERIOD_MAX.toDays() + " days"));
        }
        if (store.meter(meter).isEmpty()) {
            return Answer.of(Problem.notFound("meter", meter));
        }
        String name = body.getString("tariff");
        int version = body.getInteger("version");
        Optional<TariffPlan> asked = ledger.ask(view -> view.tariff(name, version)).join().map(found -> found.plan());
        if (asked.isEmpty()) {
            return Answer.of(Problem.notFound("tariff", name + " " + version));
        }
        TariffPlan plan = asked.get();
        Instant now = clock.instant();
        Optional<TariffPlan> present = ledger.ask(
                view -> view.tariffFor(plan.service(), plan.currency(), now, who.main(), who.sub())).join();
        try {
            return compare(meter, from, to, who, plan, present);
        } catch (ArithmeticException e) {
            return Answer.of(new Problem(422, 0, "AMOUNT_TOO_LARGE", "tariff", "what that usage costs is beyond all"
                    + " measure: " + e.getMessage()));
        }
    }

    private Answer compare(String meter, Instant from, Instant to, ClassName who, TariffPlan plan,
            Optional<TariffPlan> present) {
        List<PastBill> bills = new ArrayList<>();
        bills.add(new PastBill(plan, who.main(), who.sub()));
        present.ifPresent(one -> bills.add(new PastBill(one, who.main(), who.sub())));
        PastUsage usage = new PastUsage(plan.unit(), interval -> bills.forEach(bill -> bill.add(interval)));
        store.forEachReading(meter, from, to, usage::add);
        if (usage.first().isEmpty() || usage.isOfOtherUnit()) {
            return Answer.of(new Problem(422, 0, "NO_USAGE", "meter", "between " + from + " and " + to
                    + " there are no two readings of " + plan.unit().code() + " of " + meter));
        }
        for (PastBill bill : bills) {
            if (bill.unpriced().isPresent()) {
                return Answer.of(new Problem(422, 0, "NOT_PRICED", "class", bill.sum().tariff() + " "
                        + bill.sum().version() + " has no price for the class at " + bill.unpriced().get()));
            }
            bill.addDays(usage.first().get(), usage.last());
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("meter", meter);
        said.put("from", usage.first().get());
        said.put("to", usage.last());
        said.put("readings", usage.readings());
        said.put("unit", plan.unit().code());
        said.put("simulated", bills.getFirst().sum());
        if (bills.size() > 1) {
            said.put("present", bills.getLast().sum());
            said.put("differenceMinor", bills.getFirst().sum().totalMinor() - bills.getLast().sum().totalMinor());
        }
        return Answer.ok(said);
    }

    /** Of a year that a calendar has; empty if it is none. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(one -> one.isAfter(Instant.EPOCH) && one.isBefore(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Answer noInstant(String field) {
        return Answer.of(new Problem(400, 0, "MALFORMED", field, field
                + " must be an instant from 1970 to 9999, such as 2026-07-01T00:00:00Z"));
    }

    private static Unit.Kind service(String name) {
        return Service.ofWord(name).unit().kind();
    }

    private static String text(RoutingContext context, String name) {
        return present(query(context, name).orElseThrow().getString());
    }
}

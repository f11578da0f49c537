package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.meantQuery;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.query;
import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.Operation.submit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.GrantRow;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Balances that live here: kept, shown, lent and given to. Safe for use by many threads. */
final class BalanceHandlers {
    private static final List<String> GRANT_COLUMNS = List.of("grantId", "grantedAt", "kind", "meter", "amount", "unit",
            "owedMinor", "authority", "mode", "channel", "reason");
    private final Ledger ledger;
    private final ReadStore store;
    private final InstantSource clock;
    private final ReadingImport imports;

    BalanceHandlers(ApiSources sources, ItemContract items) {
        this.ledger = sources.ledger();
        this.store = sources.store();
        this.clock = sources.clock();
        this.imports = new ReadingImport(ledger, items);
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        return Map.of("keepBalance", this::keep, "getBalance", this::balance, "accountForecast", this::forecast,
                "setWarningDays", this::warn, "importReadings", imports::bring, "grantCredit", this::grant,
                "lendEmergencyCredit", this::lend, "listGrants", blocking(this::grants), "listDeductions",
                blocking(this::deductions), "listSupplyLimits", this::limits);
    }

    private Future<Answer> keep(RoutingContext context) {
        JsonObject body = body(context);
        try {
            Optional<ZoneId> zone = Optional.ofNullable(body.getString("zone")).map(ZoneId::of);
            return submit(context, ledger, new BalanceCommand.KeepBalance(person(body), path(context, "serial"),
                    Unit.ofCode(body.getString("unit")), zone, body.getBoolean("setAside", false)), 201,
                    BalanceHandlers::sequence);
        } catch (DateTimeException e) {
            return refused("zone", "must be the name of a time zone, such as Africa/Nairobi");
        } catch (IllegalArgumentException e) {
            return refused("unit", String.valueOf(e.getMessage()));
        }
    }

    private Future<Answer> balance(RoutingContext context) {
        String serial = path(context, "serial");
        Instant now = clock.instant();
        return asked(context,
                ledger.ask(view -> view.serverBalance(serial, now).map(found -> BalanceAnswer.of(found, view))))
                .map(found -> found.map(Answer::ok)
                        .orElseGet(() -> Answer.of(Problem.notFound("balance that lives here for meter", serial))));
    }

    private Future<Answer> forecast(RoutingContext context) {
        String account = path(context, "account");
        Instant now = clock.instant();
        return asked(context, ledger.ask(view -> view.serverMetersOf(account)
                .stream()
                .flatMap(meter -> view.serverBalance(meter, now).stream())
                .map(found -> BalanceAnswer.of(found, view))
                .toList()))
                .map((List<BalanceAnswer> found) -> Answer.ok(Map.of("account", account, "balances", found)));
    }

    private Future<Answer> limits(RoutingContext context) {
        int most = limit(context);
        return asked(context, ledger.ask(LedgerView::limits))
                .map(found -> Answer.ok(Map.of("limits",
                        found.stream().limit(most).map(BalanceAnswer.LimitAnswer::of).toList(), "count",
                        found.size())));
    }

    private Future<Answer> warn(RoutingContext context) {
        JsonObject body = body(context);
        return submit(context, ledger, new BalanceCommand.SetWarningDays(person(body), path(context, "serial"),
                body.getInteger("days")), 201, BalanceHandlers::sequence);
    }

    private Future<Answer> grant(RoutingContext context) {
        JsonObject body = body(context);
        GrantKind kind = GrantKind.valueOf(body.getString("kind").toUpperCase(Locale.ROOT));
        return amount(body, amount -> submit(context, ledger, new BalanceCommand.GrantCredit(person(body), key(context),
                path(context, "serial"), kind, amount, body.getString("reason")), 201, BalanceHandlers::sequence));
    }

    private Future<Answer> lend(RoutingContext context) {
        JsonObject body = body(context);
        return amount(body, amount -> submit(context, ledger, new Command.GrantEmergency(person(body), key(context),
                path(context, "serial"), amount), 201, BalanceHandlers::lent));
    }

    /** By the grant's name its credit is found, where it goes into the meter. */
    private static Object lent(LedgerEntry entry) {
        return Map.of("sequence", entry.sequence(), "grantId", GrantKind.lent(entry.sequence()));
    }

    private static Future<Answer> amount(JsonObject body,
            Function<Quantity, Future<Answer>> then) {
        try {
            return then.apply(Unit.ofCode(body.getString("unit")).of(body.getLong("amount")));
        } catch (IllegalArgumentException e) {
            return refused("unit", String.valueOf(e.getMessage()));
        }
    }

    private Answer grants(RoutingContext context) {
        Optional<String> kind = query(context, "kind").map(RequestParameter::getString)
                .map(name -> name.toUpperCase(Locale.ROOT));
        List<GrantRow> rows = store.grants(kind, meantQuery(context, "meter"), before(context), limit(context));
        boolean asCsv = query(context, "format").map(RequestParameter::getString).filter("csv"::equals).isPresent();
        return Answer.ok(asCsv ? csv(rows) : Map.of("grants", rows));
    }

    private static Csv csv(List<GrantRow> rows) {
        return Csv.of(GRANT_COLUMNS, rows.stream()
                .map(row -> List.<Object>of(row.grantId(), row.grantedAt(), row.kind(), row.meter(), row.amount(),
                        row.unit(), row.owedMinor(), row.actor(), row.mode(), row.channel(), row.reason()))
                .toList());
    }

    private Answer deductions(RoutingContext context) {
        return Answer.ok(Map.of("deductions",
                store.deductions(path(context, "serial"), before(context), limit(context))));
    }

    private static <T> Future<T> asked(RoutingContext context, CompletionStage<T> answer) {
        return Future.fromCompletionStage(answer, context.vertx().getOrCreateContext());
    }

    private static Future<Answer> refused(String field, String detail) {
        return Future.succeededFuture(Answer.of(new Problem(400, 0, "MALFORMED", field, detail)));
    }

    private static Origin person(JsonObject body) {
        return Origin.manual(body.getString("person"), "api");
    }

    private static Object sequence(LedgerEntry entry) {
        return Map.of("sequence", entry.sequence());
    }
}

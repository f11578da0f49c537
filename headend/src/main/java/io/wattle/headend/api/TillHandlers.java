package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.present;
import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.Operation.submit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.api.TillAnswers.ReversalAnswer;
import io.wattle.headend.api.TillAnswers.ShiftAnswer;
import io.wattle.headend.api.TillAnswers.VendorAnswer;
import io.wattle.headend.store.TillTables;
import io.wattle.headend.till.StoreBehindException;
import io.wattle.headend.till.TillCsv;
import io.wattle.headend.till.TillReport;
import io.wattle.headend.till.TillReports;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.ShiftStatus;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillTender;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shifts, vendors, reversals, and what was taken on a day. Safe for use by many threads. */
final class TillHandlers {
    /** More than any payment; for who sets no limit. */
    private static final long UNLIMITED_MINOR = 1_000_000_000_000L;
    private final Ledger ledger;
    private final TillTables tables;
    private final TillReports reports;

    TillHandlers(ApiSources sources) {
        this.ledger = sources.ledger();
        this.tables = sources.store().tills();
        this.reports = sources.till();
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("openShift", context -> submit(context, ledger, open(context), 201, TillHandlers::opened));
        operations.put("listShifts", blocking(context -> Answer.ok(Map.of("shifts",
                ask(view -> view.till().shifts()).stream().map(ShiftAnswer::of).toList()))));
        operations.put("getShift", blocking(this::shift));
        operations.put("moveFloat", context -> tell(context, new TillCommand.MoveFloat(person(context), key(context),
                path(context, "shiftId"), new Money(body(context).getLong("changeMinor"), text(context, "currency")),
                text(context, "reason"))));
        operations.put("closeShift", context -> tell(context, new TillCommand.CloseShift(person(context),
                key(context), path(context, "shiftId"), sums(context, "declared"))));
        operations.put("countShift", context -> tell(context, new TillCommand.CountShift(person(context),
                key(context), path(context, "shiftId"), sums(context, "counted"))));
        operations.put("setVendor", context -> tell(context, new TillCommand.SetVendor(person(context),
                key(context), text(context, "vendor"), body(context).getInteger("commissionBasisPoints"))));
        operations.put("listVendors", blocking(_ -> Answer.ok(Map.of("vendors",
                ask(view -> view.till().vendors()).stream().map(VendorAnswer::of).toList()))));
        operations.put("getVendor", blocking(context -> found("vendor", path(context, "vendor"),
                ask(view -> view.till().vendor(path(context, "vendor"))).map(VendorAnswer::of))));
        operations.put("topUpVendor", context -> tell(context, new TillCommand.TopUpVendor(person(context),
                key(context), path(context, "vendor"),
                new Money(body(context).getLong("amountMinor"), text(context, "currency")),
                tender(text(context, "tender")), reference(body(context)))));
        operations.put("getVendorStatement", blocking(context -> found("vendor", path(context, "vendor"),
                ask(view -> view.till().vendor(path(context, "vendor"))).map(_ -> Map.of("movements",
                        tables.statement(path(context, "vendor"), before(context), limit(context)))))));
        operations.put("reversePayment", context -> submit(context, ledger, new TillCommand.ReverseSale(
                person(context), key(context), path(context, "paymentId"),
                Optional.ofNullable(body(context).getString("shift")), text(context, "reason")), 201,
                TillHandlers::reversed));
        operations.put("getTillReport", blocking(context -> report(context, report -> report)));
        operations.put("getTillReportAsCsv", blocking(context -> report(context, report -> new Csv(
                TillCsv.of(report)))));
        return operations;
    }

    /**
     * How money is taken or paid out, if the request says in which shift.
     *
     * @throws BadPart if it says more and no shift: it would be kept nowhere
     */
    static Optional<TillTender> how(JsonObject body) {
        noneWithoutShift(body, "tender");
        noneWithoutShift(body, "reference");
        return Optional.ofNullable(body.getString("shift"))
                .map(shift -> new TillTender(tender(Optional.ofNullable(body.getString("tender")).orElse("cash")),
                        shift, reference(body)));
    }

    static void noneWithoutShift(JsonObject body, String field) {
        if (body.getString(field) != null && body.getString("shift") == null) {
            throw new BadPart(field, field + " must not be there without the shift that it is taken in");
        }
    }

    static Optional<String> reference(JsonObject body) {
        return Optional.ofNullable(body.getString("reference"));
    }

    private Future<Answer> tell(RoutingContext context, TillCommand command) {
        return submit(context, ledger, command, 201, entry -> Map.of("sequence", entry.sequence()));
    }

    private static TillCommand open(RoutingContext context) {
        JsonObject body = body(context);
        List<ShiftMoney> money = new ArrayList<>();
        JsonArray array = present(body.getJsonArray("money"));
        for (int i = 0; i < array.size(); i++) {
            JsonObject one = array.getJsonObject(i);
            money.add(new ShiftMoney(one.getString("currency"), one.getLong("floatMinor", 0L),
                    one.getLong("saleMaxMinor", UNLIMITED_MINOR), one.getLong("shiftMaxMinor", UNLIMITED_MINOR)));
        }
        return new TillCommand.OpenShift(person(context), key(context), text(context, "till"),
                text(context, "cashier"), Optional.ofNullable(body.getString("vendor")), money);
    }

    private static Object opened(LedgerEntry entry) {
        return Map.of("shiftId", first(entry, TillFact.ShiftOpened.class).shiftId(), "sequence", entry.sequence());
    }

    private static Object reversed(LedgerEntry entry) {
        TillFact.SaleReversed fact = first(entry, TillFact.SaleReversed.class);
        return new ReversalAnswer(fact.saleId(), fact.amount().amountMinor(), fact.amount().currency(),
                entry.sequence());
    }

    private Answer shift(RoutingContext context) {
        String shiftId = path(context, "shiftId");
        Optional<ShiftStatus> live = ask(view -> view.till().shift(shiftId));
        return found("shift", shiftId, live.map(ShiftAnswer::of)
                .or(() -> tables.shift(shiftId).map(row -> ShiftAnswer.of(row, tables.ends(shiftId)))));
    }

    private Answer report(RoutingContext context, Function<TillReport, Object> form) {
        String day = path(context, "day");
        try {
            return Answer.ok(form.apply(reports.of(LocalDate.parse(day))));
        } catch (DateTimeException e) {
            return Answer.of(new Problem(400, 0, "MALFORMED", "day", "must be a day such as 2026-12-31"));
        } catch (StoreBehindException e) {
            return Answer.of(new Problem(503, 0, "STORE_BEHIND", "", String.valueOf(e.getMessage())));
        }
    }

    private <T> T ask(Function<LedgerView, T> question) {
        return ledger.ask(question).join();
    }

    private static Answer found(String field, String name, Optional<?> value) {
        return value.<Answer>map(Answer::ok).orElseGet(() -> Answer.of(Problem.notFound(field, name)));
    }

    private static <F extends Fact> F first(LedgerEntry entry, Class<F> kind) {
        return entry.facts().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    private static List<TenderSum> sums(RoutingContext context, String field) {
        List<TenderSum> sums = new ArrayList<>();
        JsonArray array = present(body(context).getJsonArray(field));
        for (int i = 0; i < array.size(); i++) {
            JsonObject one = array.getJsonObject(i);
            sums.add(new TenderSum(tender(one.getString("tender")),
                    new Money(one.getLong("amountMinor"), one.getString("currency"))));
        }
        return sums;
    }

    private static Tender tender(String name) {
        return Tender.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Origin person(RoutingContext context) {
        return Origin.manual(text(context, "person"), "api");
    }

    private static String text(RoutingContext context, String field) {
        return present(body(context).getString(field));
    }
}

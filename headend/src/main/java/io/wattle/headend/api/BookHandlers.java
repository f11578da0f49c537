package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.after;
import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.query;
import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.Operation.submit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.wattle.headend.alarm.AlarmBoard;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.CorrectionRow;
import io.wattle.headend.store.StoreRows.PostingRow;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What staff look at and decide: findings, alarms, corrections, overdrafts. Safe for use by many threads. */
final class BookHandlers {
    private final Ledger ledger;
    private final ReadStore store;
    private final AlarmBoard alarms;

    BookHandlers(Ledger ledger, ReadStore store, AlarmBoard alarms) {
        this.ledger = ledger;
        this.store = store;
        this.alarms = alarms;
    }

    record CorrectionAnswer(CorrectionRow correction, List<PostingRow> postings) {}

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        return Map.of("listFindings", blocking(this::listFindings), "getFinding", blocking(this::getFinding),
                "decideFinding", this::decideFinding, "listAlarms", blocking(this::listAlarms), "listCorrections",
                blocking(this::listCorrections), "postCorrection", this::postCorrection, "listOverdrafts",
                blocking(this::listOverdrafts), "allowOverdraft", this::allowOverdraft);
    }

    private Answer listFindings(RoutingContext context) {
        Optional<String> status = query(context, "status").map(RequestParameter::getString)
                .map(name -> name.toUpperCase(Locale.ROOT));
        return Answer.ok(Map.of("findings", store.findings(status, before(context), limit(context))));
    }

    private Answer getFinding(RoutingContext context) {
        String id = path(context, "findingId");
        return store.finding(id)
                .map(finding -> Answer.ok(Map.of("finding", finding)))
                .orElseGet(() -> Answer.of(Problem.notFound("finding", id)));
    }

    private Future<Answer> decideFinding(RoutingContext context) {
        JsonObject body = body(context);
        Command.DecideFinding decision = new Command.DecideFinding(person(body), body.getString("meter"),
                path(context, "findingId"), body.getString("decision").equals("fraud"), body.getString("reason"));
        return submit(context, ledger, decision, 200, BookHandlers::sequence);
    }

    private Answer listAlarms(RoutingContext context) {
        return Answer.ok(Map.of("open", alarms.count(), "alarms", alarms.oldest(limit(context))));
    }

    private Answer listCorrections(RoutingContext context) {
        List<CorrectionAnswer> corrections = store.corrections(before(context), limit(context))
                .stream()
                .map(row -> new CorrectionAnswer(row, store.correctionPostings(row.sequence())))
                .toList();
        return Answer.ok(Map.of("corrections", corrections));
    }

    private Future<Answer> postCorrection(RoutingContext context) {
        JsonObject body = body(context);
        Command.PostCorrection correction = new Command.PostCorrection(person(body), key(context),
                body.getLong("corrects"), body.getString("reason"), postings(body.getJsonArray("postings")));
        return submit(context, ledger, correction, 201, BookHandlers::sequence);
    }

    private Answer listOverdrafts(RoutingContext context) {
        return Answer.ok(Map.of("overdrafts", store.overdrafts(after(context), limit(context))));
    }

    private Future<Answer> allowOverdraft(RoutingContext context) {
        JsonObject body = body(context);
        Command.AllowOverdraft overdraft = new Command.AllowOverdraft(person(body), key(context),
                body.getString("account"), new Money(body.getLong("maximumMinor"), body.getString("currency")),
                body.getString("reason"));
        return submit(context, ledger, overdraft, 201, BookHandlers::sequence);
    }

    private static Origin person(JsonObject body) {
        return Origin.manual(body.getString("person"), "api");
    }

    private static Object sequence(LedgerEntry entry) {
        return Map.of("sequence", entry.sequence());
    }

    private static List<Posting> postings(JsonArray postings) {
        return postings.stream().map(JsonObject.class::cast).map(BookHandlers::posting).toList();
    }

    private static Posting posting(JsonObject posting) {
        return new Posting(AccountType.valueOf(posting.getString("account")), posting.getString("owner"),
                new Money(posting.getLong("changeMinor"), posting.getString("currency")));
    }
}

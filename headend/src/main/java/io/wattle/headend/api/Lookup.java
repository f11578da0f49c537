package io.wattle.headend.api;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.state.AccountsView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a meter's serial, an account number and a Loc ID stand for each other wherever one of them is asked for. A name that
 * is a thing of the kind asked for means that thing; but who pays is asked which of two things he means. A name that means
 * nothing stays as it is, and the operation itself says so. Safe for use by many threads.
 */
final class Lookup {
    private static final Asked METER_IN_PATH = new Asked(Kind.METER, "serial", Place.PATH, false);
    private static final Asked METER_IN_BODY = new Asked(Kind.METER, "meter", Place.BODY, false);
    private static final Asked ACCOUNT_IN_PATH = new Asked(Kind.ACCOUNT, "account", Place.PATH, false);
    private static final Asked LIST_OF_METER = new Asked(Kind.METER, "serial", Place.PATH, true);
    private static final Asked LIST_OF_ACCOUNT = new Asked(Kind.ACCOUNT, "account", Place.PATH, true);
    /** By the names of operations; those that make something known are not here. */
    private static final Map<String, Asked> ASKED = Map.ofEntries(
            Map.entry("listMeterEvents", METER_IN_PATH), Map.entry("listProfile", METER_IN_PATH),
            Map.entry("getMeter", METER_IN_PATH), Map.entry("listReadings", METER_IN_PATH),
            Map.entry("getTokenTerms", METER_IN_PATH), Map.entry("setTokenTerms", METER_IN_PATH),
            Map.entry("planKeyChange", METER_IN_PATH), Map.entry("listTokens", LIST_OF_METER),
            Map.entry("orderTokens", METER_IN_PATH), Map.entry("getPremises", METER_IN_PATH),
            Map.entry("savePremises", METER_IN_PATH), Map.entry("setCriticalNeed", METER_IN_PATH),
            Map.entry("assignMeter", METER_IN_PATH), Map.entry("replaceMeter", METER_IN_PATH),
            Map.entry("setMeterTariff", METER_IN_PATH), Map.entry("takePayment", METER_IN_BODY),
            Map.entry("payIntoWallet", METER_IN_BODY), Map.entry("convertWallet", METER_IN_BODY),
            Map.entry("quoteSale", METER_IN_BODY), Map.entry("getWallet", LIST_OF_ACCOUNT),
            Map.entry("listDebts", LIST_OF_ACCOUNT), Map.entry("addDebt", ACCOUNT_IN_PATH),
            Map.entry("forgiveDebt", ACCOUNT_IN_PATH), Map.entry("changeDebtPlan", ACCOUNT_IN_PATH),
            Map.entry("decideFinding", METER_IN_BODY), Map.entry("decideCredit", METER_IN_BODY),
            Map.entry("getAccount", ACCOUNT_IN_PATH), Map.entry("closeAccount", ACCOUNT_IN_PATH),
            Map.entry("getFinalBalance", ACCOUNT_IN_PATH), Map.entry("moveMoney", ACCOUNT_IN_PATH),
            Map.entry("listMoney", LIST_OF_ACCOUNT), Map.entry("listPayments", LIST_OF_ACCOUNT),
            Map.entry("previewSynchronisation", ACCOUNT_IN_PATH),
            Map.entry("synchroniseAccounts", ACCOUNT_IN_PATH),
            Map.entry("allowOverdraft", new Asked(Kind.ACCOUNT, "account", Place.BODY, false)),
            Map.entry("beginProviderPayment", METER_IN_BODY), Map.entry("keepBalance", METER_IN_PATH),
            Map.entry("getBalance", METER_IN_PATH), Map.entry("setWarningDays", METER_IN_PATH),
            Map.entry("grantCredit", METER_IN_PATH), Map.entry("lendEmergencyCredit", METER_IN_PATH),
            Map.entry("listDeductions", LIST_OF_METER),
            Map.entry("accountForecast", LIST_OF_ACCOUNT),
            Map.entry("listGrants", new Asked(Kind.METER, "meter", Place.QUERY, true)),
            Map.entry("listProbeActs", new Asked(Kind.METER, "meter", Place.QUERY, true)),
            Map.entry("getLocation", new Asked(Kind.LOCATION, "location", Place.PATH, false)));

    private final Ledger ledger;

    Lookup(Ledger ledger) {
        this.ledger = ledger;
    }

    private enum Kind {
        METER, ACCOUNT, LOCATION
    }

    private enum Place {
        PATH, BODY, QUERY
    }

    /**
     * Something that an operation asks for.
     *
     * @param mustBe whether a list would else be empty of something that does not exist: then the answer is 404
     */
    private record Asked(Kind kind, String field, Place place, boolean mustBe) {}

    private record Meant(List<String> names, Found found) {}

    /** The same operation, told what is meant. */
    Operation before(String name, Operation operation) {
        Asked asked = ASKED.get(name);
        return asked == null ? operation : context -> found(context, asked, operation);
    }

    private Future<Answer> found(RoutingContext context, Asked asked, Operation operation) {
        String name = said(context, asked);
        if (name == null) {
            return operation.answer(context);
        }
        return Future
                .fromCompletionStage(ledger.ask(view -> meant(view.accounts(), asked, name)),
                        context.vertx().getOrCreateContext())
                .otherwise(_ -> new Meant(List.of(name), new Found(List.of()))) // the operation tells what is broken
                .compose(meant -> {
                    if (meant.names().size() > 1) {
                        return Future.succeededFuture(
                                Answer.of(AccountAnswers.ambiguous(asked.field(), name, meant.found())));
                    }
                    if (asked.mustBe() && meant.names().isEmpty()) {
                        return Future.succeededFuture(Answer.of(Problem.notFound(
                                asked.kind().name().toLowerCase(Locale.ROOT), name)));
                    }
                    replace(context, asked, meant.names().isEmpty() ? name : meant.names().getFirst());
                    return operation.answer(context);
                });
    }

    private static @Nullable String said(RoutingContext context, Asked asked) {
        return switch (asked.place()) {
            case PATH -> context.pathParam(asked.field());
            case BODY -> ApiRequest.body(context).getString(asked.field());
            case QUERY -> ApiRequest.query(context, asked.field()).map(RequestParameter::getString).orElse(null);
        };
    }

    private static void replace(RoutingContext context, Asked asked, String name) {
        switch (asked.place()) {
            case PATH, QUERY -> ApiRequest.mean(context, asked.field(), name);
            case BODY -> ApiRequest.body(context).put(asked.field(), name);
        }
    }

    private static Meant meant(AccountsView view, Asked asked, String name) {
        Found found = view.find(name);
        boolean isExactly = found.hits().stream().anyMatch(hit -> hit.kind().name().equals(asked.kind().name()));
        if (isExactly && asked.place() != Place.BODY) {
            return new Meant(List.of(name), found);
        }
        Stream<String> names = switch (asked.kind()) {
            case METER -> found.meters().stream();
            case ACCOUNT -> found.hits().stream().flatMap(hit -> accounts(view, hit));
            case LOCATION -> found.meters().stream().flatMap(meter -> location(view, meter).stream());
        };
        return new Meant(names.distinct().toList(), found);
    }

    private static Stream<String> accounts(AccountsView view, Found.Hit hit) {
        return hit.kind() == Found.Kind.ACCOUNT
                ? Stream.of(hit.name())
                : hit.meters().stream().flatMap(meter -> view.premises(meter).map(Premises::account).stream());
    }

    private static Optional<String> location(AccountsView view, String meter) {
        return view.premises(meter).flatMap(Premises::location);
    }
}

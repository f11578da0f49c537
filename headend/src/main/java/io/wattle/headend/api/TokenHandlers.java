package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.Operation.submit;
import static io.wattle.headend.api.Operation.waiting;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.credit.IssuedTokens;
import io.wattle.headend.credit.TokenOffice;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.TokenOrderRow;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.state.TokenOrderStatus;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the contract has about tokens. Safe for use by many threads. */
final class TokenHandlers {
    private static final String ISSUED = "ISSUED";
    /** A customer waits at the counter; a module that takes longer has trouble, and the token can be asked for later. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final Ledger ledger;
    private final ReadStore store;
    private final Optional<TokenOffice> office;

    TokenHandlers(Ledger ledger, ReadStore store, Optional<TokenOffice> office) {
        this.ledger = ledger;
        this.store = store;
        this.office = office;
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        return Map.of("getTokenTerms", blocking(this::getTerms), "setTokenTerms", this::setTerms, "planKeyChange",
                this::planKeyChange, "orderTokens", this::order, "listTokens", blocking(this::list), "getTokens",
                blocking(this::get), "deliverTokens", this::deliver);
    }

    /** The tokens by which a payment's credits went out, with their digits. Blocks. */
    List<TokensAnswer> ofPayment(String paymentId) {
        return store.tokenOrdersOfPayment(paymentId).stream().map(this::shown).toList();
    }

    /** The tokens of a credit that was just sold; empty if it does not go out so, or they take too long. */
    Future<Optional<TokensAnswer>> ofSale(RoutingContext context, String meter, String creditId) {
        return office.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : waiting(context, () -> ofSale(office.get(), meter, creditId));
    }

    private Optional<TokensAnswer> ofSale(TokenOffice tokens, String meter, String creditId)
            throws InterruptedException {
        if (ledger.ask(view -> view.tokenTerms(meter)).join().isEmpty()
                || !tokens.awaitTokens(meter, creditId, PATIENCE)) {
            return Optional.empty();
        }
        return ledger.ask(view -> view.credit(creditId))
                .join()
                .flatMap(CreditStatus::tokensId)
                .map(id -> now(tokens, meter, id));
    }

    /**
     * By the ledger's word, which the store may not have yet. The ledger forgets soon how an order ended, and the store does
     * not: who repeats a sale after days gets the same tokens.
     */
    private TokensAnswer now(TokenOffice tokens, String meter, String tokensId) {
        Optional<Boolean> issued = ledger.ask(view -> view.tokensIssued(meter, tokensId)).join();
        if (issued.isEmpty()) {
            return store.tokenOrder(tokensId)
                    .map(this::shown)
                    .orElseGet(() -> TokensAnswer.of(tokensId, "ORDERED", Optional.empty()));
        }
        return issued.get()
                ? TokensAnswer.of(tokensId, ISSUED, tokens.copies(tokensId))
                : TokensAnswer.of(tokensId, "REFUSED", Optional.empty());
    }

    private Answer getTerms(RoutingContext context) {
        String meter = path(context, "serial");
        record Standing(Optional<TokenTerms> terms, Optional<TokenTerms> planned, List<TokenOrderStatus> open) {}
        Standing now = ledger.ask(view -> new Standing(view.tokenTerms(meter), view.plannedKeyChange(meter),
                view.openTokenOrdersOf(meter))).join();
        if (now.terms().isEmpty()) {
            return Answer.of(Problem.notFound("meter that reads tokens", meter));
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("terms", now.terms().get());
        now.planned().ifPresent(to -> said.put("keyChangeTo", to));
        said.put("openOrders", now.open().stream().map(TokenOrderStatus::tokensId).toList());
        return Answer.ok(said);
    }

    private Future<Answer> setTerms(RoutingContext context) {
        if (office.isEmpty()) {
            return Future.succeededFuture(noModule()); // its sales would go nowhere, and the next start would be refused
        }
        JsonObject body = body(context);
        String meter = path(context, "serial");
        return withTerms("terms", body, terms -> waiting(context, () -> otherOfPan(meter, terms.orElseThrow()))
                .compose(other -> other.isPresent()
                        ? Future.succeededFuture(Answer.of(new Problem(409, 0, "PAN_IN_USE", "terms.meterPan",
                                "it is the number of meter " + other.get() + ": two would get the same identifiers")))
                        : submit(context, ledger, new Command.SetTokenTerms(person(body), meter, terms.orElseThrow()),
                                201, TokenHandlers::sequence)));
    }

    /** Looks at every meter: people set terms seldom. */
    private Optional<String> otherOfPan(String meter, TokenTerms terms) {
        return ledger.ask(view -> view.meters()
                .stream()
                .map(MeterStatus::meter)
                .filter(other -> !other.equals(meter) && view.tokenTerms(other)
                        .filter(known -> known.meterPan().equals(terms.meterPan()))
                        .isPresent())
                .findFirst()).join();
    }

    private Future<Answer> planKeyChange(RoutingContext context) {
        JsonObject body = body(context);
        return withTerms("keyChangeTo", body, to -> submit(context, ledger,
                new Command.PlanKeyChange(person(body), path(context, "serial"), to), 201, TokenHandlers::sequence));
    }

    private Future<Answer> order(RoutingContext context) {
        JsonObject body = body(context);
        String meter = path(context, "serial");
        if (office.isEmpty()) {
            return Future.succeededFuture(noModule());
        }
        TokenOrder what;
        try {
            what = order(body);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(malformed("value", e));
        }
        return withTerms("keyChangeTo", body, to -> {
            Command order = new Command.OrderTokens(person(body), key(context), meter, what, to);
            return submit(context, ledger, order, 201, TokenHandlers::tokensId)
                    .compose(answer -> answer.value() instanceof String id
                            ? waiting(context, () -> {
                                office.get().awaitTokens(meter, id, PATIENCE);
                                return new Answer(answer.status(), now(office.get(), meter, id));
                            })
                            : Future.succeededFuture(answer));
        });
    }

    private Answer list(RoutingContext context) {
        return Answer.ok(Map.of("tokens", store.tokenOrders(path(context, "serial"), before(context), limit(context))));
    }

    private Answer get(RoutingContext context) {
        String id = path(context, "tokensId");
        return store.tokenOrder(id)
                .map(row -> Answer.ok(Map.of("order", row, "tokens", shown(row))))
                .orElseGet(() -> Answer.of(Problem.notFound("order of tokens", id)));
    }

    private Future<Answer> deliver(RoutingContext context) {
        String id = path(context, "tokensId");
        if (office.isEmpty()) {
            return Future.succeededFuture(noModule());
        }
        return waiting(context, () -> {
            Optional<TokenOrderRow> row = store.tokenOrder(id);
            if (row.isEmpty()) {
                return Answer.of(Problem.notFound("order of tokens", id));
            }
            return row.get().state().equals(ISSUED)
                    ? Answer.ok(GatewayAnswer.of(office.get().deliver(row.get().meter(), id)))
                    : Answer.of(new Problem(409, 0, "WRONG_STATE", "tokensId", id + " is " + row.get().state()
                            + ": only tokens that were made can be delivered"));
        });
    }

    /** Digits only of what the ledger has as issued. */
    private TokensAnswer shown(TokenOrderRow row) {
        Optional<IssuedTokens> issued = row.state().equals(ISSUED)
                ? office.flatMap(tokens -> tokens.copies(row.tokensId()))
                : Optional.empty();
        return TokensAnswer.of(row.tokensId(), row.state(), issued);
    }

    private static TokenOrder order(JsonObject body) {
        String what = body.getString("what");
        return what.equals("key-change")
                ? new TokenOrder.KeyChange()
                : new TokenOrder.Management(
                        TokenOrder.Kind.valueOf(what.replace('-', '_').toUpperCase(Locale.ROOT)),
                        body.getLong("value", 0L));
    }

    private static Answer noModule() {
        return Answer.of(new Problem(409, 0, "NO_SECURITY_MODULE", "sts.module",
                "no security module is configured: no token can be made"));
    }

    /** Goes on with what the field says, or refuses it with the reason. */
    private static Future<Answer> withTerms(String field, JsonObject body, TermsUse use) {
        try {
            return use.of(Optional.ofNullable(body.getJsonObject(field)).map(TermsJson::read));
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(malformed(field, e));
        }
    }

    private static Answer malformed(String field, IllegalArgumentException e) {
        return Answer.of(new Problem(400, 0, "MALFORMED", field, String.valueOf(e.getMessage())));
    }

    @FunctionalInterface
    private interface TermsUse {
        Future<Answer> of(Optional<TokenTerms> terms);
    }

    private static Origin person(JsonObject body) {
        return Origin.manual(body.getString("person"), "api");
    }

    private static Object sequence(LedgerEntry entry) {
        return Map.of("sequence", entry.sequence());
    }

    private static Object tokensId(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(Fact.TokensOrdered.class::isInstance)
                .map(fact -> ((Fact.TokensOrdered) fact).tokensId())
                .findFirst()
                .orElseThrow();
    }
}

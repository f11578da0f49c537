package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.query;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.provider.Checkout;
import io.wattle.headend.provider.Notices;
import io.wattle.headend.provider.PaymentDesk;
import io.wattle.headend.provider.References;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.CardNumbers;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Payments by credit card. The number of a card never comes here: what may be one is refused, whatever field it is in, and
 * not repeated. Safe for use by many threads.
 */
final class ProviderHandlers {
    private static final Problem CARD_NUMBER = new Problem(400, 0, "CARD_NUMBER_REFUSED", "request",
            "a part of it looks like the number of a payment card (13 to 19 digits, and the last one fits): no such number"
                    + " may come here. Send the provider's token, or have the customer pay on its page");

    private final Ledger ledger;
    private final MeterRegistry registry;
    private final Optional<PaymentDesk> desk;

    ProviderHandlers(Ledger ledger, MeterRegistry registry, Optional<PaymentDesk> desk) {
        this.ledger = ledger;
        this.registry = registry;
        this.desk = desk;
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        return Map.of("beginProviderPayment", with(this::begin), "getProviderPayment", with(this::get),
                "listProviderPayments", with(this::list), "noticeProviderPayment", with(this::notice),
                "refundProviderPayment",
                with((context, open) -> byPerson(context, open, this::giveBack)), "decideProviderPayment",
                with((context, open) -> byPerson(context, open, ProviderHandlers::decide)));
    }

    private Operation with(BiFunction<RoutingContext, PaymentDesk, Answer> work) {
        return context -> Operation.waiting(context, () -> mayHoldCard(context)
                .or(() -> desk.isEmpty() ? Optional.of(notConfigured()) : Optional.empty())
                .orElseGet(() -> work.apply(context, desk.orElseThrow())));
    }

    private static Answer notConfigured() {
        return Answer.of(new Problem(409, 0, "NO_PAYMENT_PROVIDER", "",
                "this head-end takes no payments by card: provider.kind is not set"));
    }

    /** What is wrong with an address, if it may hold a card number: the router itself must not see it, for it logs. */
    static Optional<Problem> mayHoldCard(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith("/provider-payments")
                && CardNumbers.mayBeIn(request.uri()) ? Optional.of(CARD_NUMBER) : Optional.empty();
    }

    /** A meter, account or location that is known is no card, though its number may look like one. */
    private Optional<Answer> mayHoldCard(RoutingContext context) {
        String meter = meterIn(context);
        String text = context.body().asString() == null ? "" : context.body().asString();
        if (!meter.isEmpty() && (registry.find(meter).isPresent() || isKnown(meter))) {
            text = text.replace("\"" + meter + "\"", "\"\"");
        }
        String idempotency = context.request().getHeader("Idempotency-Key");
        boolean held = CardNumbers.mayBeIn(text)
                || (idempotency != null && CardNumbers.mayBeIn(idempotency));
        return held ? Optional.of(Answer.of(CARD_NUMBER)) : Optional.empty();
    }

    private boolean isKnown(String name) {
        return !ledger.ask(view -> view.accounts().find(name)).join().hits().isEmpty();
    }

    private static String meterIn(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            return body == null || !(body.getValue("meter") instanceof String meter) ? "" : meter;
        } catch (RuntimeException e) {
            return ""; // no JSON: then no part of it is a meter
        }
    }

    private Answer begin(RoutingContext context, PaymentDesk open) {
        JsonObject body = body(context);
        String meter = body.getString("meter");
        if (registry.find(meter).isEmpty() && !ledger.ask(view -> view.isBalanceHere(meter)).join()) {
            return Answer.of(Problem.of(new Outcome.Refused(Refusal.UNKNOWN_METER, "meter",
                    "no such meter is in the registry, so no credit could be sent to it")));
        }
        Optional<URI> home;
        try {
            home = Optional.ofNullable(body.getString("returnUrl")).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Answer.of(new Problem(400, 0, "MALFORMED", "returnUrl", "must be an address of the web"));
        }
        Checkout wish = new Checkout(References.fresh(),
                new Money(body.getLong("amountMinor"), body.getString("currency")),
                Optional.ofNullable(body.getString("cardToken")), home, Optional.empty());
        Origin origin = Origin.manual(body.getString("person", "customer"), "api");
        Outcome outcome = open.begin(origin, key(context), meter, wish).join();
        return switch (outcome) {
            case Outcome.Accepted(var entry) -> begun(201, entry.facts().getFirst(), open);
            case Outcome.Existing(var entry) -> begun(200, entry.facts().getFirst(), open);
            case Outcome.NothingToDo _ -> Answer.ok(Map.of());
            case Outcome.Refused refused -> Answer.of(Problem.of(refused));
        };
    }

    private Answer begun(int status, Fact fact, PaymentDesk open) {
        String paymentId = ((ProviderFact) fact).paymentId();
        try {
            open.awaitPage(paymentId, open.answerTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it stands in the ledger all the same
        }
        Answer answer = show(paymentId, open);
        return answer.status() == 200 ? new Answer(status, answer.value()) : answer;
    }

    private Answer get(RoutingContext context, PaymentDesk open) {
        String paymentId = path(context, "paymentId");
        if (find(paymentId).filter(payment -> !payment.state().hasEnded()).isPresent()) {
            open.hint(paymentId); // whoever asks has just come back from the provider's page, perhaps
        }
        return show(paymentId, open);
    }

    /** Nobody is asked about them: who wants to know more of one looks at that one. */
    private Answer list(RoutingContext context, PaymentDesk desk) {
        long before = before(context);
        int limit = limit(context);
        boolean onlyOpen = query(context, "open").map(RequestParameter::getBoolean).orElse(false);
        List<ProviderPayment> some = ledger.ask(view -> Stream.concat(view.providerPayments()
                .open()
                .stream()
                .filter(payment -> payment.sequence() < before),
                onlyOpen ? Stream.empty() : view.providerPayments().ended(before, limit).stream())
                .sorted(Comparator.comparingLong(ProviderPayment::sequence).reversed())
                .limit(limit)
                .toList()).join();
        return Answer.ok(Map.of("payments", some.stream()
                .map(payment -> ProviderPaymentAnswer.of(payment, desk.page(payment.paymentId())))
                .toList()));
    }

    private Answer show(String paymentId, PaymentDesk open) {
        return find(paymentId)
                .map(payment -> Answer.ok(ProviderPaymentAnswer.of(payment, open.page(paymentId))))
                .orElseGet(() -> Answer.of(Problem.notFound("payment", paymentId)));
    }

    private Optional<ProviderPayment> find(String paymentId) {
        return ledger.ask(view -> view.providerPayments().payment(paymentId)).join();
    }

    /** Signed or not, it changes nothing by itself: the provider is asked. */
    private Answer notice(RoutingContext context, PaymentDesk open) {
        String paymentId = path(context, "paymentId");
        String signature = context.request().getHeader("Provider-Signature");
        Buffer bytes = context.body().buffer();
        boolean signed = signature != null && bytes != null && open.noticeSecret()
                .filter(secret -> Notices.isSigned(bytes.getBytes(), signature, secret))
                .isPresent();
        if (!signed) {
            return Answer.of(new Problem(401, 0, "UNAUTHORIZED", "Provider-Signature",
                    "must be the keyed digest of the body"));
        }
        String reference = body(context).getString("reference");
        if (find(paymentId).filter(payment -> payment.reference().equals(reference)).isEmpty()) {
            return Answer.of(Problem.notFound("payment", paymentId));
        }
        open.hint(paymentId);
        return new Answer(202, Map.of());
    }

    /** What a person wishes, if he may, about a payment that is known. */
    private Answer byPerson(RoutingContext context, PaymentDesk open,
            BiFunction<ProviderPayment, JsonObject, Wish> wish) {
        JsonObject body = body(context);
        if (!open.mayRefund(body.getString("person"))) {
            return Answer.of(new Problem(403, 0, "REFUND_NOT_ALLOWED", "person",
                    "is not one of those who may give money back (provider.refunders)"));
        }
        String paymentId = path(context, "paymentId");
        Optional<ProviderPayment> payment = find(paymentId);
        if (payment.isEmpty()) {
            return Answer.of(Problem.notFound("payment", paymentId));
        }
        return switch (wish.apply(payment.get(), body)) {
            case Wish.Not(Problem problem) -> Answer.of(problem);
            case Wish.Submit(Command command) -> switch (ledger.submit(command).join()) {
                case Outcome.Accepted _,Outcome.Existing _,Outcome.NothingToDo _ -> show(paymentId, open);
                case Outcome.Refused refused -> Answer.of(Problem.of(refused));
            };
        };
    }

    private sealed interface Wish {
        record Submit(Command command) implements Wish {}

        record Not(Problem problem) implements Wish {}
    }

    private Wish giveBack(ProviderPayment payment, JsonObject body) {
        ProviderStep step = switch (payment.phase()) {
            case BEGUN, AUTHORISED, CANCELLING, CANCELLED -> ProviderStep.CANCEL;
            case CAPTURING, REFUNDING, REFUND_REFUSED, REFUNDED, SOLD, DECLINED, OUTCOME_UNKNOWN -> ProviderStep.REFUND;
        };
        return new Wish.Submit(new ProviderCommand.AskProvider(Origin.manual(body.getString("person"), "api"),
                payment.paymentId(), step, body.getString("reason")));
    }

    /** Where the provider cannot say what became of it, or does not give it back, somebody has asked its people. */
    private static Wish decide(ProviderPayment payment, JsonObject body) {
        if (payment.state() != ProviderState.OUTCOME_UNKNOWN && payment.state() != ProviderState.REFUND_REFUSED) {
            return new Wish.Not(new Problem(409, Refusal.WRONG_STATE.code(), Refusal.WRONG_STATE.name(), "paymentId",
                    "it is " + payment.state() + ": there is nothing that a person has to decide"));
        }
        ProviderAnswer answer = switch (body.getString("outcome")) {
            case "captured" -> ProviderAnswer.CAPTURED;
            case "refunded" -> ProviderAnswer.REFUNDED;
            default -> ProviderAnswer.CANCELLED;
        };
        return new Wish.Submit(new ProviderCommand.RecordProvider(Origin.manual(body.getString("person"), "api"),
                payment.paymentId(), answer, body.getString("reason")));
    }
}

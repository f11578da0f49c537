package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.present;
import static io.wattle.headend.api.ApiRequest.query;
import static io.wattle.headend.api.Operation.submit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.AsQuoted;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Quoted;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Money that becomes units: payments, into the wallet or through it, conversions, and what a wallet has. */
final class SaleHandlers {
    private final Ledger ledger;
    private final MeterRegistry registry;
    private final TokenHandlers tokens;
    private final SaleQuotes quotes;

    SaleHandlers(ApiSources sources, TokenHandlers tokens) {
        this.ledger = sources.ledger();
        this.registry = sources.registry();
        this.tokens = tokens;
        this.quotes = new SaleQuotes(ledger, sources.clock());
    }

    /**
     * A payment or a conversion as it was taken; {@code creditId} is absent when it bought nothing yet, {@code tokens} where
     * the credit does not go out as tokens or its tokens are not made yet, {@code sale} where no tariff plan sold it.
     */
    record Taken(String paymentId, @Nullable String creditId, @Nullable Long units, @Nullable String unit,
            @Nullable TokensAnswer tokens, @Nullable Map<String, Object> sale, long sequence) {

        Taken with(TokensAnswer made) {
            return new Taken(paymentId, creditId, units, unit, made, sale, sequence);
        }
    }

    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("takePayment", context -> take(context, false));
        operations.put("payIntoWallet", context -> take(context, true));
        operations.put("convertWallet", this::convert);
        operations.put("quoteSale", Operation.blocking(quotes::quote));
        operations.put("getWallet", Operation.blocking(this::wallet));
        return operations;
    }

    /** Many payments wait for the disk together: the ledger answers them batch by batch. */
    private Future<Answer> take(RoutingContext context, boolean keep) {
        JsonObject body = body(context);
        Origin origin = Origin.manual(body.getString("cashier"), body.getString("channel", "api"));
        Money money = new Money(body.getLong("amountMinor"), body.getString("currency"));
        String meter = meter(context);
        return sell(context, TillHandlers.how(body)
                .<Command>map(how -> new TillCommand.TakeAtTill(origin, key(context), meter, money, keep, how))
                .orElseGet(() -> keep
                        ? new Command.PayIntoWallet(origin, key(context), meter, money)
                        : new Command.TakePayment(origin, key(context), meter, money)));
    }

    private Future<Answer> convert(RoutingContext context) {
        JsonObject body = body(context);
        String serial = meter(context);
        Optional<Unit> unit = ledger.ask(view -> view.meter(serial)).join().map(MeterStatus::balanceUnit);
        if (unit.isEmpty()) {
            return unknown(serial);
        }
        return sell(context, new Command.ConvertWallet(Origin.manual(body.getString("person"), "api"), key(context),
                serial, conversion(body, unit.get())));
    }

    private static Conversion conversion(JsonObject body, Unit unit) {
        if (body.containsKey("amountMinor")) {
            return new Conversion.Amount(new Money(body.getLong("amountMinor"), body.getString("currency")));
        }
        if (body.containsKey("units")) {
            return new Conversion.Units(unit.of(body.getLong("units")));
        }
        return body.getString("what").equals("all") ? new Conversion.All() : new Conversion.FreeUnits();
    }

    private Future<Answer> sell(RoutingContext context, Command sale) {
        String meter = meter(context);
        if (registry.find(meter).isPresent()) {
            return sold(context, meter, sale);
        }
        // A meter that nobody talks to can be paid for all the same, if its balance lives here.
        return Future.fromCompletionStage(ledger.ask(view -> view.isBalanceHere(meter)),
                context.vertx().getOrCreateContext())
                .compose(isHere -> isHere ? sold(context, meter, sale) : unknown(meter));
    }

    private Future<Answer> sold(RoutingContext context, String meter, Command sale) {
        JsonObject quote = body(context).getJsonObject("quote");
        Command command = sale;
        if (quote != null) {
            Optional<Instant> validUntil = TariffQuestions.instant(quote.getString("validUntil"));
            if (validUntil.isEmpty()) {
                return Future.succeededFuture(TariffQuestions.noInstant("quote.validUntil"));
            }
            if (!quotes.canBeGoodUntil(validUntil.get())) {
                return Future.succeededFuture(Answer.of(new Problem(400, 0, "MALFORMED", "quote.validUntil",
                        "must be as the quote has it: none is good for so long")));
            }
            command = new AsQuoted(sale, new Quoted(quote.getString("tariff"), quote.getInteger("version"),
                    quote.getLong("units"), quote.getLong("moneyMinor"), quote.getLong("walletMinor"),
                    validUntil.get()));
        }
        return submit(context, ledger, command, 201, SaleHandlers::taken)
                .compose(answer -> answer.value() instanceof Taken taken && taken.creditId() != null
                        ? tokens.ofSale(context, meter, taken.creditId())
                                .map(made -> made.map(shown -> new Answer(answer.status(), taken.with(shown)))
                                        .orElse(answer))
                        : Future.succeededFuture(answer));
    }

    private static Future<Answer> unknown(String meter) {
        return Future.succeededFuture(Answer.of(Problem.of(new Outcome.Refused(Refusal.UNKNOWN_METER, "meter",
                "no meter " + meter + " is in the registry, so no credit could be sent to it"))));
    }

    private Answer wallet(RoutingContext context) {
        String account = path(context, "account");
        String currency = present(query(context, "currency").orElseThrow().getString());
        return ledger.ask(view -> {
            Map<String, Object> said = new HashMap<>();
            said.put("account", account);
            said.put("currency", currency);
            said.put("walletMinor", view.balance(new AccountKey(AccountType.WALLET, account, Unit.money(currency)))
                    .value());
            said.put("arrearsMinor",
                    -view.balance(new AccountKey(AccountType.ARREARS, account, Unit.money(currency))).value());
            return Answer.ok(said);
        }).join();
    }

    private static Taken taken(LedgerEntry entry) {
        String paymentId = "";
        Fact.@Nullable CreditOrdered credit = null;
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.PaymentTaken payment) {
                paymentId = payment.paymentId();
            } else if (fact instanceof Fact.WalletConverted converted) {
                paymentId = converted.paymentId();
            } else if (fact instanceof Fact.CreditOrdered ordered) {
                credit = ordered;
            }
        }
        Map<String, Object> sale = SaleAnswers.of(entry).orElse(null);
        return credit == null
                ? new Taken(paymentId, null, null, null, null, sale, entry.sequence())
                : new Taken(paymentId, credit.creditId(), credit.amount().value(), credit.amount().unit().code(),
                        null, sale, entry.sequence());
    }

    private static String meter(RoutingContext context) {
        return body(context).getString("meter");
    }
}

package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.body;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.decide.PriceRefusals;
import io.wattle.ledger.state.SaleTerms;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.PriceRefused;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.tariff.sale.SaleContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a sale to a meter would be now: asked of the very calculator that sells, with what the ledger knows of the meter. */
final class SaleQuotes {
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private final Ledger ledger;
    private final InstantSource clock;

    SaleQuotes(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    Answer quote(RoutingContext context) {
        JsonObject body = body(context);
        Instant now = clock.instant();
        return ledger.ask(view -> quote(body, view, now)).join();
    }

    /** Whether a quote can have been given with this end. */
    boolean canBeGoodUntil(Instant end) {
        return !end.isAfter(clock.instant().plus(GOOD_FOR));
    }

    private static Answer quote(JsonObject body, LedgerView view, Instant now) {
        String serial = body.getString("meter");
        String currency = body.getString("currency");
        Optional<MeterStatus> meter = view.meter(serial);
        if (meter.isEmpty()) {
            return Answer.of(Problem.notFound("meter", serial));
        }
        Optional<Outcome.Refused> notSold = view.notSold(serial);
        if (notSold.isPresent()) {
            return Answer.of(Problem.of(notSold.get()));
        }
        String kind = body.getString("for", "payment");
        Optional<SaleTerms> found = kind.equals("conversion")
                ? view.conversionTerms(serial, currency, now)
                : view.saleTerms(serial, currency, body.getString("channel", "api"), now);
        if (found.isEmpty()) {
            return Answer.of(Problem.of(new Outcome.Refused(Refusal.NO_TARIFF, "meter",
                    "no tariff plan in " + currency + " is in force for " + serial)));
        }
        SaleTerms terms = found.get();
        long wallet = view.balance(new AccountKey(AccountType.WALLET, meter.get().account(), Unit.money(currency)))
                .value();
        long owes = kind.equals("conversion") ? 0 : Math.max(0, -wallet);
        if (owes > 0 && body.getLong("amountMinor", Long.MAX_VALUE) <= owes) {
            return Answer.ok(allOwed(terms.plan(), body.getLong("amountMinor"), owes));
        }
        SaleContext sale = kind.equals("wallet")
                ? terms.context().withBalance(SaleContext.Balance.CURRENCY)
                : terms.context();
        return switch (body.containsKey("units")
                ? SaleCalculator.priceOf(terms.plan(), meter.get().balanceUnit().of(body.getLong("units")), sale)
                : SaleCalculator.unitsFor(terms.plan(), new Money(body.getLong("amountMinor") - owes, currency),
                        sale)) {
            case Quote quote when quote.units() + quote.freeUnits() == 0 && sale.balance() == SaleContext.Balance.UNITS
                    && quote.parts().wallet() == quote.tenderMinor() ->
                Answer.of(Problem.of(new Outcome.Refused(Refusal.AMOUNT_TOO_SMALL,
                        kind.equals("conversion") ? "conversion" : "tender",
                        "it buys nothing by " + terms.plan().name())));
            case Quote quote -> Answer.ok(SaleAnswers.of(quote, owes, now.plus(GOOD_FOR)));
            case PriceRefused refused -> Answer.of(Problem.of(PriceRefusals.quoted(refused, terms.plan(),
                    kind.equals("conversion") ? "conversion" : "tender")));
        };
    }

    /** What the wallet owes takes all of it: no tariff sells anything, so there is nothing to hold a sale to. */
    private static Map<String, Object> allOwed(TariffPlan plan, long amountMinor, long owes) {
        return Map.of("tariff", plan.name(), "version", plan.version(), "currency", plan.currency(), "tenderMinor",
                amountMinor, "walletOwesMinor", owes, "units", 0, "freeUnits", 0, "lines", List.of());
    }
}

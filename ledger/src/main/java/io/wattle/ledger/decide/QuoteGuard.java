package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.vending.Quoted;
import io.wattle.ledger.vending.Sale;
import java.time.Instant;
import java.util.Optional;

/** Holds what would be sold against what was quoted. Stateless. */
final class QuoteGuard {

    private QuoteGuard() {}

    /** The decision if it is as quoted, or no sale; a refusal otherwise. */
    static Decision guard(Decision decision, Quoted quote, Instant now) {
        if (!(decision instanceof Accept accept)) {
            return decision;
        }
        if (!now.isBefore(quote.validUntil())) {
            return new Refuse(Refusal.QUOTE_EXPIRED, "quote.validUntil", "the quote was good until "
                    + quote.validUntil());
        }
        Optional<Sale> found = accept.facts()
                .stream()
                .filter(Fact.SaleMade.class::isInstance)
                .map(fact -> ((Fact.SaleMade) fact).sale())
                .findFirst();
        if (found.isEmpty()) {
            return new Refuse(Refusal.NO_TARIFF, "quote.tariff", "nothing would be sold by a tariff plan now");
        }
        Sale sale = found.get();
        if (!sale.tariff().equals(quote.tariff()) || sale.version() != quote.version()) {
            return new Refuse(Refusal.QUOTE_OF_OTHER_TARIFF, "quote.tariff", "it would be sold by " + sale.tariff()
                    + ", version " + sale.version() + ": ask for another quote");
        }
        return changed("units", sale.units() + sale.freeUnits(), quote.units())
                .or(() -> changed("moneyMinor", sale.moneyMinor(), quote.moneyMinor()))
                .or(() -> changed("walletMinor", sale.sum(QuoteLine.Kind.WALLET), quote.walletMinor()))
                .<Decision>map(refuse -> refuse)
                .orElse(decision);
    }

    private static Optional<Refuse> changed(String field, long now, long quoted) {
        return now == quoted
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.QUOTE_CHANGED, "quote." + field, "it would be " + now
                        + " now: ask for another quote"));
    }
}

package io.wattle.headend.api;

import io.wattle.headend.store.StoreRows.SaleLineRow;
import io.wattle.headend.store.StoreRows.SaleRow;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.vending.Sale;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sales and quotes as values for JSON; an absent field is one that is not there. */
final class SaleAnswers {

    private SaleAnswers() {}

    /** What the sale in an entry was; empty if nothing was sold by a tariff plan. */
    static Optional<Map<String, Object>> of(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(Fact.SaleMade.class::isInstance)
                .map(fact -> of(((Fact.SaleMade) fact).sale()))
                .findFirst();
    }

    private static Map<String, Object> of(Sale sale) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("tariff", sale.tariff());
        said.put("version", sale.version());
        said.put("currency", sale.currency());
        said.put("moneyMinor", sale.moneyMinor());
        said.put("units", sale.units());
        said.put("freeUnits", sale.freeUnits());
        said.put("lines", sale.lines());
        said.put("walletBeforeMinor", sale.around().walletBeforeMinor());
        said.put("walletAfterMinor", sale.around().walletAfterMinor());
        said.put("arrearsBeforeMinor", sale.around().arrearsBeforeMinor());
        sale.around().nextBlock().ifPresent(next -> said.put("nextBlock", next));
        return said;
    }

    /** The same out of the store. */
    static Map<String, Object> of(SaleRow sale, List<SaleLineRow> lines) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("sale", sale);
        said.put("lines", lines);
        return said;
    }

    /** A quote, and what makes a sale hold to it. */
    static Map<String, Object> of(Quote quote, long walletOwesMinor, Instant validUntil) {
        Map<String, Object> said = TariffAnswers.quote(quote);
        said.put("tenderMinor", quote.tenderMinor() + walletOwesMinor);
        said.put("walletOwesMinor", walletOwesMinor);
        said.put("freeUnits", quote.freeUnits());
        said.put("arrearsBeforeMinor", quote.arrearsBeforeMinor());
        said.put("arrearsAfterMinor", quote.arrearsAfterMinor());
        said.put("quote", Map.of("tariff", quote.tariff(), "version", quote.version(), "units",
                quote.units() + quote.freeUnits(), "moneyMinor", quote.tenderMinor(), "walletMinor",
                quote.parts().wallet(), "validUntil", validUntil));
        return said;
    }
}

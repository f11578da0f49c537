package io.wattle.headend.cli;

import io.wattle.ledger.entry.DebtAdded;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Sale;

/** What a fact about sales by plan says, as fields of a JSON line. */
final class SaleFields {

    private SaleFields() {}

    static JsonLine addTo(JsonLine line, Fact.OfSales fact) {
        return switch (fact) {
            case Fact.SaleMade f -> sale(line.with("payment", f.paymentId()), f.sale());
            case Fact.KeptInWallet f -> line.with("payment", f.paymentId());
            case Fact.WalletConverted f -> conversion(line.with("payment", f.paymentId()).with("account", f.account()),
                    f.how());
        };
    }

    static JsonLine addTo(JsonLine line, DebtAdded fact) {
        return line.with("account", fact.account())
                .with("debt", fact.debt().name())
                .with("since", fact.debt().since().toString())
                .with("sharePpm", fact.debt().sharePpm())
                .with("monthMinorMax", fact.debt().monthMinorMax())
                .with("priority", fact.debt().priority())
                .with("amountMinor", fact.amount().amountMinor())
                .with("currency", fact.amount().currency())
                .with("reason", fact.reason());
    }

    private static JsonLine sale(JsonLine line, Sale sale) {
        line.with("tariff", sale.tariff())
                .with("version", sale.version())
                .with("day", sale.day().toString())
                .with("currency", sale.currency())
                .with("moneyMinor", sale.moneyMinor())
                .with("units", sale.units())
                .with("freeUnits", sale.freeUnits());
        return line.with("lines", sale.lines()
                .stream()
                .map(one -> new JsonLine().with("kind", one.kind())
                        .with("name", one.name())
                        .with("units", one.units())
                        .with("rate", one.rate())
                        .with("amountMinor", one.amountMinor()))
                .toList());
    }

    private static JsonLine conversion(JsonLine line, Conversion conversion) {
        return switch (conversion) {
            case Conversion.All _ -> line.with("convert", "all");
            case Conversion.Amount(Money money) -> line.with("convertMinor", money.amountMinor())
                    .with("currency", money.currency());
            case Conversion.Units(var units) -> line.with("convertUnits", units.value())
                    .with("unit", units.unit().code());
        };
    }
}

package io.wattle.headend.cli.journal;

import io.wattle.ledger.entry.DebtFact;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
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

    static JsonLine addTo(JsonLine line, DebtFact fact) {
        JsonLine about = line.with("account", fact.account());
        JsonLine what = switch (fact) {
            case DebtFact.DebtAdded f -> money(debt(about, f.debt()), f.amount());
            case DebtFact.DebtForgiven f -> money(about.with("debt", f.debt()), f.amount());
            case DebtFact.PlanChanged f -> debt(about, f.debt());
        };
        return what.with("reason", fact.reason());
    }

    private static JsonLine debt(JsonLine line, Debt debt) {
        return line.with("debt", debt.name())
                .with("since", debt.since().toString())
                .with("sharePpm", debt.sharePpm())
                .with("monthMinorMax", debt.monthMinorMax())
                .with("priority", debt.priority());
    }

    private static JsonLine money(JsonLine line, Money amount) {
        return line.with("amountMinor", amount.amountMinor()).with("currency", amount.currency());
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
            case Conversion.FreeUnits _ -> line.with("convert", "free units");
            case Conversion.Amount(Money money) -> line.with("convertMinor", money.amountMinor())
                    .with("currency", money.currency());
            case Conversion.Units(var units) -> line.with("convertUnits", units.value())
                    .with("unit", units.unit().code());
        };
    }
}

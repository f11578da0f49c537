package io.wattle.ledger.explain;

import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Sale;
import java.util.stream.Collectors;

/** What was sold by tariff plans, and what is owed, in plain words. */
final class SaleWords {

    private SaleWords() {}

    static String of(Fact.OfSales fact) {
        return switch (fact) {
            case Fact.SaleMade f -> "by " + f.sale().tariff() + ", version " + f.sale().version() + ", "
                    + f.paymentId() + " went to " + lines(f.sale());
            case Fact.KeptInWallet f -> "payment " + f.paymentId() + " was to stay in the wallet";
            case Fact.WalletConverted f -> "with " + f.paymentId() + " the customer had " + what(f.how())
                    + " of the wallet of " + f.account() + " made units";
        };
    }

    static String owed(DebtFact fact) {
        String what = switch (fact) {
            case DebtFact.DebtAdded f -> " owes " + QuantityText.of(f.amount()) + " for " + f.debt().name();
            case DebtFact.DebtForgiven f -> " need not pay " + QuantityText.of(f.amount()) + " for " + f.debt();
            case DebtFact.PlanChanged f -> " pays " + f.debt().name() + " off by another plan";
        };
        return fact.account() + what + " (" + fact.reason() + ")";
    }

    private static String lines(Sale sale) {
        return sale.lines()
                .stream()
                .filter(QuoteLine::adds)
                .map(line -> line.kind() + (line.name().isEmpty() ? "" : " " + line.name()) + " "
                        + QuantityText.of(new Money(line.amountMinor(), sale.currency())))
                .collect(Collectors.joining(", "));
    }

    private static String what(Conversion conversion) {
        return switch (conversion) {
            case Conversion.All _ -> "all";
            case Conversion.FreeUnits _ -> "nothing";
            case Conversion.Amount(Money money) -> QuantityText.of(money);
            case Conversion.Units(var units) -> "the price of " + QuantityText.of(units);
        };
    }
}

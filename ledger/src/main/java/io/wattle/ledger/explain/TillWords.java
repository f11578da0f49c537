package io.wattle.ledger.explain;

import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.till.TenderCount;
import io.wattle.ledger.till.TillSale;
import java.util.List;
import java.util.stream.Collectors;

/** What is said about the till, in plain words. */
final class TillWords {

    private TillWords() {}

    static String of(TillFact fact) {
        return switch (fact) {
            case TillFact.ShiftOpened f -> "shift " + f.shiftId() + " of " + f.cashier() + " opened at " + f.till()
                    + f.vendor().map(vendor -> ", for vendor " + vendor).orElse("");
            case TillFact.FloatMoved f -> "float of shift " + f.shiftId() + " changed by "
                    + QuantityText.of(f.change()) + " (" + f.reason() + ")";
            case TillFact.ShiftClosed f -> "shift " + f.shiftId() + " closed";
            case TillFact.ShiftCounted f -> "shift " + f.shiftId() + " of " + f.cashier() + " was counted: "
                    + differences(f.counts());
            case TillFact.TenderTaken f -> "taken in shift " + f.sale().shiftId() + ": " + taken(f.sale());
            case TillFact.AccountMoneyHandled f -> "in shift " + f.shiftId() + ", on account " + f.account() + ", "
                    + f.tender() + f.reference().map(reference -> " " + reference).orElse("") + ": "
                    + (f.changes().isEmpty()
                            ? "nothing to pay out"
                            : f.changes()
                                    .stream()
                                    .map(change -> (change.isPositive() ? "taken " : "paid out ") + QuantityText
                                            .of(change.isPositive() ? change : change.negated()))
                                    .collect(Collectors.joining(", ")));
            case TillFact.VendorSet f -> "vendor " + f.vendor() + " earns " + f.commissionBasisPoints()
                    + " hundredths of a percent";
            case TillFact.VendorToppedUp f -> "vendor " + f.vendor() + " paid " + QuantityText.of(f.amount())
                    + " into his float, " + f.tender();
            case TillFact.SaleReversed f -> "sale " + f.saleId() + " was given back: " + QuantityText.of(f.amount())
                    + " out of "
                    + f.vendor()
                            .map(_ -> "what the float had paid")
                            .or(() -> f.paidBy()
                                    .map(shift -> "shift "
                                            + shift))
                            .orElse("what came in over its channel")
                    + " (" + f.reason() + ")";
        };
    }

    private static String taken(TillSale sale) {
        return QuantityText.of(sale.amount()) + ", " + sale.tender()
                + sale.reference().map(reference -> " " + reference).orElse("")
                + sale.vendor().map(vendor -> ", out of the float of " + vendor).orElse("");
    }

    private static String differences(List<TenderCount> counts) {
        String off = counts.stream()
                .filter(count -> !count.difference().isZero())
                .map(count -> count.tender() + " off by " + QuantityText.of(count.difference()))
                .collect(Collectors.joining(", "));
        return off.isEmpty() ? "all is there" : off;
    }
}

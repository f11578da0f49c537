package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.quantity.Quantity;

/** What a fact about balances that live here says, as fields of a JSON line; a part of {@link FactFields}. */
final class BalanceFields {

    private BalanceFields() {}

    static JsonLine addTo(JsonLine line, BalanceFact fact) {
        line.with("meter", fact.meter());
        return switch (fact) {
            case BalanceFact.BalanceKept f -> line.with("unit", f.unit().code())
                    .with("zone", f.zone().getId())
                    .with("firstDay", f.firstDay());
            case BalanceFact.UsageRead f -> point(line, f.point());
            case BalanceFact.DeductionsReversed f -> line.withTexts("deductions", f.deductionIds());
            case BalanceFact.UsageDeducted f -> deduction(line, f.deduction());
            case BalanceFact.DayCharged f -> quantity(line.with("day", f.day()).with("next", f.next()), f.total());
            case BalanceFact.BalancePaid f -> quantity(line.with("payment", f.paymentId()), f.amount());
            case BalanceFact.CreditGranted f -> quantity(line.with("grant", f.grantId()).with("kind", f.kind()),
                    f.amount()).with("owedMinor", f.owed()).with("reason", f.reason());
            case BalanceFact.WarningDaysSet f -> line.with("days", f.days());
            case BalanceFact.LimitOrdered f ->
                line.with("perHour", f.perHour()).with("normal", f.normal()).with("reason", f.reason());
            case BalanceFact.LimitAnswered f -> line.with("answer", f.answer()).with("detail", f.detail());
            case BalanceFact.LimitWithdrawn f -> line.with("reason", f.reason());
        };
    }

    private static JsonLine deduction(JsonLine line, Deduction deduction) {
        line.with("deduction", deduction.deductionId())
                .with("fromAt", deduction.from().takenAt())
                .with("fromRegister", deduction.from().register());
        point(line, deduction.to());
        return quantity(line.with("consumed", deduction.consumed()).with("estimated", deduction.estimated()),
                deduction.charged());
    }

    private static JsonLine point(JsonLine line, UsagePoint point) {
        return line.with("takenAt", point.takenAt())
                .with("register", point.register())
                .with("quality", point.quality());
    }

    private static JsonLine quantity(JsonLine line, Quantity amount) {
        return line.with("amount", amount.value()).with("unit", amount.unit().code());
    }
}

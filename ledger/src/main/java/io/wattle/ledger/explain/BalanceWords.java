package io.wattle.ledger.explain;

import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** Balances that live here, in plain words. */
final class BalanceWords {

    private BalanceWords() {}

    static String of(BalanceFact fact) {
        return switch (fact) {
            case BalanceFact.BalanceKept f ->
                "the balance of " + f.meter() + " lives here from now on, in " + f.unit().code();
            case BalanceFact.UsageRead f -> f.point().quality() == Quality.ACTUAL
                    ? "the register stood at " + f.point().register() + " at " + second(f.point().takenAt())
                    : "the register is " + word(f.point()) + " as " + f.point().register() + " at "
                            + second(f.point().takenAt());
            case BalanceFact.DeductionsReversed f ->
                "given back, to be priced anew: " + String.join(", ", f.deductionIds());
            case BalanceFact.UsageDeducted f -> deducted(f.deduction());
            case BalanceFact.DayCharged f -> f.total().isZero()
                    ? "no daily charges from " + f.day() + " until " + f.next()
                    : "daily charge for " + f.day() + ": " + QuantityText.of(f.total());
            case BalanceFact.BalancePaid f ->
                "of payment " + f.paymentId() + " " + QuantityText.of(f.amount()) + " reached the balance";
            case BalanceFact.CreditGranted f -> f.kind().name().toLowerCase(Locale.ROOT) + " credit " + f.grantId()
                    + " of " + QuantityText.of(f.amount()) + " was granted"
                    + (f.owed() == 0 ? "" : "; the next payment pays back " + f.owed() + " in minor units")
                    + (f.reason().isBlank() ? "" : " (" + f.reason() + ")");
            case BalanceFact.LimitOrdered f -> f.normal()
                    ? "the meter is to let through its normal " + f.perHour() + " an hour again: " + f.reason()
                    : "the meter is to let through " + f.perHour() + " an hour and no more: " + f.reason();
            case BalanceFact.LimitAnswered f -> "the limit is " + f.answer().name().toLowerCase(Locale.ROOT)
                    + (f.detail().isBlank() ? "" : " (" + f.detail() + ")");
            case BalanceFact.LimitWithdrawn f -> "the limit is wanted no more: " + f.reason();
            case BalanceFact.WarningDaysSet f -> "the customer is warned when less than " + f.days()
                    + " days are left";
        };
    }

    private static String deducted(Deduction deduction) {
        String lines = deduction.lines()
                .stream()
                .map(BalanceWords::line)
                .collect(Collectors.joining(", ", ": ", ""));
        return "deduction " + deduction.deductionId() + " of " + QuantityText.of(deduction.charged()) + " for "
                + deduction.consumed() + " used from " + second(deduction.from().takenAt()) + " to "
                + second(deduction.to().takenAt()) + (deduction.estimated() ? ", estimated" : "")
                + (deduction.lines().isEmpty() ? "" : lines);
    }

    private static String line(UsageLine line) {
        return (line.tariff() + " " + line.kind() + " " + line.name()).strip()
                + (line.units() == 0 ? "" : " " + line.units());
    }

    private static String word(UsagePoint point) {
        return switch (point.quality()) {
            case ACTUAL -> "read";
            case ESTIMATED -> "estimated";
            case CORRECTED -> "put right";
        };
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}

package io.wattle.headend.api;

import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.state.LedgerView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A balance that lives here, for staff and customers; {@code disconnectionForecast} is when it will be used up, absent for
 * later than in a year or if nothing can be said; {@code limit} for a meter that lets through what it normally does.
 */
record BalanceAnswer(String meter, String account, long balance, String unit, String stage, @Nullable Long limitPerHour,
        int warningDays, String basis, long unitsPerDay, @Nullable Integer daysLeft,
        @Nullable Instant disconnectionForecast, long emergencyOwedMinor, @Nullable LocalDate chargedUntil,
        String zone, List<UsagePoint> readings, @Nullable LimitAnswer limit) {

    /** What the meter was told to let through; {@code answer} is UNKNOWN until it has said something definite. */
    record LimitAnswer(String meter, long perHour, boolean normal, String answer, String detail, String reason,
            Instant orderedAt) {

        static LimitAnswer of(SupplyLimit limit) {
            return new LimitAnswer(limit.meter(), limit.perHour(), limit.normal(), limit.answer().name(),
                    limit.detail(), limit.reason(), limit.orderedAt());
        }
    }

    static BalanceAnswer of(BalanceStatus status, LedgerView view) {
        return new BalanceAnswer(status.meter(), status.account(), status.balance().value(),
                status.balance().unit().code(), status.stage().name(), status.limitPerHour().orElse(null),
                status.warningDays(), status.forecast().basis().name(), status.forecast().dayUnits(),
                status.forecast().daysLeft().orElse(null), status.forecast().emptyAt().orElse(null),
                status.emergencyOwed(), status.chargedUntil().orElse(null), status.zone().getId(), status.points(),
                view.limitOf(status.meter()).map(LimitAnswer::of).orElse(null));
    }
}

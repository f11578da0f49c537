package io.wattle.headend.api;

import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.UsagePoint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A balance that lives here, for staff and customers; {@code disconnectionForecast} is when it will be used up, absent for
 * later than in a year or if nothing can be said.
 */
record BalanceAnswer(String meter, String account, long balance, String unit, String stage, @Nullable Long limitPerHour,
        int warningDays, String basis, long unitsPerDay, @Nullable Integer daysLeft,
        @Nullable Instant disconnectionForecast, long emergencyOwedMinor, @Nullable LocalDate chargedUntil,
        String zone, List<UsagePoint> readings) {

    static BalanceAnswer of(BalanceStatus status) {
        return new BalanceAnswer(status.meter(), status.account(), status.balance().value(),
                status.balance().unit().code(), status.stage().name(), status.limitPerHour().orElse(null),
                status.warningDays(), status.forecast().basis().name(), status.forecast().dayUnits(),
                status.forecast().daysLeft().orElse(null), status.forecast().emptyAt().orElse(null),
                status.emergencyOwed(), status.chargedUntil().orElse(null), status.zone().getId(), status.points());
    }
}

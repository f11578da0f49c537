package io.wattle.ledger.balance;

import io.wattle.ledger.quantity.Quantity;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A balance that lives here, as it stands.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param balance money, or Wh or l; below zero when more was used than paid for
 * @param zone of the utility's days and hours
 * @param limitPerHour what is let through at stage LIMITED, in Wh or l an hour
 * @param warningDays from how many days left on the balance counts as low
 * @param emergencyOwed what was lent and not paid back, in minor units
 * @param chargedUntil the first day that no daily charge was taken for; empty for a balance in units
 * @param points readings that usage is counted from, oldest first
 * @param deductions between them, without their lines
 */
public record BalanceStatus(String meter, String account, Quantity balance, ZoneId zone, Stage stage,
        Optional<Long> limitPerHour, int warningDays, Forecast forecast, long emergencyOwed,
        Optional<LocalDate> chargedUntil, List<UsagePoint> points, List<Deduction> deductions) {
    public BalanceStatus {
        points = List.copyOf(points);
        deductions = List.copyOf(deductions);
    }
}

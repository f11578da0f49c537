package io.wattle.ledger.verify;

import io.wattle.ledger.tariff.StandingCharge;
import io.wattle.ledger.tariff.TariffVersion;
import java.time.Instant;
import java.util.List;

/**
 * What the meter took off as standing charges between two balances, counted by the meter's own clock.
 *
 * <p>A clock that went back passes the same days twice. Some meters then charge for them twice, some do not: such charges
 * are possible, not certain, and so is one more when the clock is known to have stepped in between.
 *
 * @param certain not negative, in the unit of the balance
 * @param possible what may have been taken beside
 */
record ChargesTaken(long certain, long possible) {
    static final ChargesTaken NONE = new ChargesTaken(0, 0);

    /**
     * Counts.
     *
     * @param from the last balance
     * @param chargedThrough the latest moment that was ever counted up to
     * @param to the new balance
     * @param clockStepped whether the clock is known to have been wrong in between
     */
    static ChargesTaken between(Instant from, Instant chargedThrough, Instant to, boolean clockStepped,
            List<TariffVersion> versions) {
        if (versions.size() == 1 && versions.getFirst().tariff().standing().isEmpty()) {
            return NONE;
        }
        Instant fresh = chargedThrough.isAfter(from) ? chargedThrough : from;
        Instant again = chargedThrough.isBefore(to) ? chargedThrough : to;
        long certain = 0;
        long possible = 0;
        for (int i = 0; i < versions.size(); i++) {
            StandingCharge charge = versions.get(i).tariff().standing().orElse(null);
            if (charge == null) {
                continue;
            }
            Instant begin = versions.get(i).from();
            Instant end = i + 1 < versions.size() ? versions.get(i + 1).from() : Instant.MAX;
            certain += charge.takenBetween(later(fresh, begin), earlier(to, end));
            possible += charge.takenBetween(later(from, begin), earlier(again, end));
            possible += clockStepped && i + 1 == versions.size() ? charge.amount() : 0;
        }
        return new ChargesTaken(certain, possible);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}

package io.wattle.ledger.balance;

import java.time.Instant;
import java.util.Optional;

/**
 * How long a balance lasts.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param basis what it is reckoned by
 * @param dayUnits used on a day of the mean week, in Wh or l
 * @param daysLeft whole days; 366 for longer than a year; empty if nothing can be said
 * @param emptyAt when it will be used up; empty for later than in a year, or if nothing can be said
 */
public record Forecast(Basis basis, long dayUnits, Optional<Integer> daysLeft, Optional<Instant> emptyAt) {
    /** The rule for new accounts: the first that has enough. */
    public enum Basis {
        /** Every hour of the week was seen: by each hour's own mean. */
        OWN_HOURS,
        /** A day and more was seen: by the mean of all that was. */
        OWN_MEAN,
        /** By the mean of all meters of the service whose balance is here, when they were seen for a week together. */
        SERVICE_MEAN,
        /** Nothing is said. */
        NOTHING
    }
}

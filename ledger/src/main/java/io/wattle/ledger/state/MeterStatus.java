package io.wattle.ledger.state;

import io.wattle.ledger.balance.Standing;
import io.wattle.ledger.entry.Reading;

import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger holds of one meter at one moment.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param lastReading the last accepted one
 * @param warned whether the customer has been warned since the balance last rose above zero
 * @param openOrderId the supply order that is under way
 * @param neededUntil up to when the supply must not be cut, for somebody's health or safety hangs on it
 * @param server how its balance stands, if that lives here; then what the meter shows as one says nothing
 */
public record MeterStatus(String meter, String account, Unit registerUnit, Unit balanceUnit,
        Optional<Reading> lastReading, boolean warned, Optional<Instant> warnedAt, Optional<String> openOrderId,
        Optional<Instant> neededUntil, Optional<Standing> server) {

    /** A meter that holds its balance itself. */
    public MeterStatus(String meter, String account, Unit registerUnit, Unit balanceUnit,
            Optional<Reading> lastReading, boolean warned, Optional<Instant> warnedAt,
            Optional<String> openOrderId, Optional<Instant> neededUntil) {
        this(meter, account, registerUnit, balanceUnit, lastReading, warned, warnedAt, openOrderId, neededUntil,
                Optional.empty());
    }

    MeterStatus with(Standing standing) {
        return new MeterStatus(meter, account, registerUnit, balanceUnit, lastReading, warned, warnedAt, openOrderId,
                neededUntil, Optional.of(standing));
    }
}

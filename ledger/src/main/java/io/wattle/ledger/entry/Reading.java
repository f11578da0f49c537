package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.util.Optional;

/**
 * What a meter showed at one instant.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param takenAt the meter's own clock
 * @param register cumulative energy or volume
 * @param balance what is left in the meter, if it holds its own balance
 * @param supply state of relay or valve, if it has one
 */
public record Reading(Instant takenAt, Quantity register, Optional<Quantity> balance, Optional<Supply> supply) {

    public Reading {
        if (register.unit().kind() == Unit.Kind.MONEY || register.value() < 0) {
            throw new IllegalArgumentException(
                    "register must be energy or volume and not below zero, was: " + register);
        }
    }

    /** Writes it as it stands in the journal and in snapshots. */
    public void write(EntryBytes to) {
        to.instant(takenAt).quantity(register).optional(balance, to::quantity).optional(supply, to::enumerated);
    }

    /** Reads what {@link #write} wrote. */
    public static Reading read(EntrySource from) {
        return new Reading(from.instant(), from.quantity(), from.optional(from::quantity),
                from.optional(() -> from.enumerated(Supply.values())));
    }
}

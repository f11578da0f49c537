package io.wattle.ledger.balance;

import java.time.Instant;

/**
 * One reading of a register, as usage is counted from.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param register in Wh or l, not negative
 */
public record UsagePoint(Instant takenAt, long register, Quality quality) {
    public UsagePoint {
        if (register < 0) {
            throw new IllegalArgumentException("register must not be below zero, was: " + register);
        }
    }
}

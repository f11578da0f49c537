package io.wattle.ledger.verify;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a meter from its readings so far.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param takenAt of the last reading, by the meter's clock
 * @param register of the last reading
 * @param balance the last one, if there was any
 * @param used since that balance
 * @param drift how far the balance stands off in all since the last finding, within the tolerance; carried on, so that
 *        small steps in one direction add up
 * @param clockStepped whether the clock is known to have been wrong since the last reading
 */
public record MeterTrail(Instant takenAt, long register, Optional<LastBalance> balance, Used used, long drift,
        boolean clockStepped) {

    /**
     * The last balance.
     *
     * @param takenAt by the meter's clock
     * @param chargedThrough the latest moment of that clock at which there ever was a balance
     * @param value in its own unit
     */
    public record LastBalance(Instant takenAt, Instant chargedThrough, long value) {}
}

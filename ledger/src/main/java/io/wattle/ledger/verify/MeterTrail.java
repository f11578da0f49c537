package io.wattle.ledger.verify;

import io.wattle.ledger.quantity.Quantity;
import java.util.Optional;

/**
 * What is known of a meter from its readings so far.
 *
 * @param register of the last reading
 * @param balance of the last reading that had one
 * @param consumedSinceBalance by the register, since that reading
 * @param drift how far the balance stands off in all since the last finding, within the tolerance; carried on, so that
 *        small steps in one direction add up
 */
public record MeterTrail(Quantity register, Optional<Quantity> balance, Quantity consumedSinceBalance,
        Quantity drift) {}

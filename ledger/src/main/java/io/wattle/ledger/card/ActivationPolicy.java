package io.wattle.ledger.card;

import java.util.Set;

/**
 * How a utility lets cards be activated. There is no default: each has to choose.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param supervisors the names of those who may activate: commercial manager, trusted supervisors; at least one
 */
public record ActivationPolicy(How how, Set<String> supervisors) {

    /** Which cards at once. */
    public enum How {
        /** One at a time, as it is sold. */
        SINGLE,
        /** One, or a range at once. */
        RANGE,
        /** One, or a range at once, but only those that the cashier who takes the money has in custody. */
        HOLDER
    }

    public ActivationPolicy {
        supervisors = Set.copyOf(supervisors);
        if (supervisors.isEmpty()) {
            throw new IllegalArgumentException("supervisors must name at least one who may activate cards");
        }
    }
}

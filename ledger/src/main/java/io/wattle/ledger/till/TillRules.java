package io.wattle.ledger.till;

import java.util.Set;

/**
 * Who may do what at the till.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param shiftRequired whether whatever a person takes must name his open shift
 * @param supervisors who open, count and feed shifts, know vendors and reverse sales; nobody may if it is empty
 */
public record TillRules(boolean shiftRequired, Set<String> supervisors) {
    /** No shift is needed, and nobody is a supervisor. */
    public static final TillRules NONE = new TillRules(false, Set.of());

    public TillRules {
        supervisors = Set.copyOf(supervisors);
    }
}

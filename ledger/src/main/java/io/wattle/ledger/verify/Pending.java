package io.wattle.ledger.verify;

import java.util.List;

/**
 * What may legally happen to a balance.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param changes under way, oldest first
 * @param late looked at only if those do not explain it: expired, or doubtful since a finding; oldest first
 * @param clearing whether a person announced that the balance will be cleared
 * @param registerReset whether a person announced that the register will be reset
 */
public record Pending(List<PendingChange> changes, List<PendingChange> late, boolean clearing,
        boolean registerReset) {
    public static final Pending NOTHING = new Pending(List.of(), List.of(), false, false);

    /** These changes, and nothing else. */
    public static Pending of(List<PendingChange> changes) {
        return new Pending(changes, List.of(), false, false);
    }
}

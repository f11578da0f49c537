package io.wattle.ledger.entry;

import io.wattle.ledger.account.CriticalNeed;
import java.util.Optional;

/**
 * What can be asked about a meter and the people that it serves.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface PremisesCommand extends Command.OfPremises {

    /**
     * Another account pays for a meter from now on: somebody moves in. Refused while credits are under way to it, for their
     * money may go back. By hand only. The same again has no effect.
     *
     * @param account one that is not closed; nobody need have opened it
     * @param reason in words, not blank
     */
    record AssignMeter(Origin origin, String meter, String account, String reason) implements PremisesCommand {}

    /**
     * Says that a meter's supply must not be cut, or takes that back. By hand only. The same again has no effect.
     *
     * @param need that ends in the future; empty to take it back
     */
    record SetCriticalNeed(Origin origin, String meter, Optional<CriticalNeed> need) implements PremisesCommand {}

    /**
     * Notes what somebody did at a meter with a probe, out of reach. By hand only. Proves nothing: readings do.
     *
     * @param key idempotency key, 1..64 characters
     */
    record NoteProbeAct(Origin origin, String key, String meter, ProbeAct act) implements PremisesCommand {}
}

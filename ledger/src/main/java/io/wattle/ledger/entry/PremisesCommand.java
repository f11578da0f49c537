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

    /**
     * Notes what a meter says happened at it. What speaks of tampering becomes a finding as well, unless one is open already.
     * Said twice it is noted twice.
     *
     * @param event not more than a day ahead of the ledger's time
     */
    record NoteEvent(Origin origin, String meter, MeterEvent event) implements PremisesCommand {}

    /**
     * Notes what a meter's register showed before. Proves nothing and deducts nothing: readings do. Said twice it is noted
     * twice.
     *
     * @param profile in the unit of the meter's register, not more than a day ahead of the ledger's time
     */
    record NoteProfile(Origin origin, String meter, RegisterProfile profile) implements PremisesCommand {}
}

package io.wattle.ledger.journal;

import java.util.Optional;

/**
 * What a check of a whole journal found.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param segments folders looked at
 * @param frames good ones, before the damage if there is any
 * @param records good ones, before the damage if there is any
 * @param damage the first thing that is wrong; empty when all is well
 */
public record JournalCheck(int segments, long frames, long records, Optional<JournalDamage> damage) {

    public boolean isGood() {
        return damage.isEmpty();
    }
}

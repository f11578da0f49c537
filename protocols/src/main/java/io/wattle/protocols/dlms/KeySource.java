package io.wattle.protocols.dlms;

import java.util.Optional;

/** Where a meter's keys come from. Safe for use by many threads; does not block for long. */
@FunctionalInterface
public interface KeySource {

    /** A copy of the meter's keys, which the caller closes after use; empty if there are none. */
    Optional<DlmsKeys> keysOf(String meterSerial);

    /**
     * What the meter has once it took the keys that were sent to it, and before anybody knows that it did: a conversation
     * that cannot be opened with {@link #keysOf} is tried with these. Copies, which the caller closes after use; empty
     * while no new keys are on their way.
     */
    default Optional<DlmsKeys> nextKeysOf(String meterSerial) {
        return Optional.empty();
    }
}

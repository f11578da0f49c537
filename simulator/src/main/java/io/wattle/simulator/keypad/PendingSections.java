package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.KeyChangeSections;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;

/**
 * The sections of a key change that have come, and when the last one did. Immutable.
 *
 * @param lastMs true time, ms since 1970
 */
record PendingSections(KeyChangeSections sections, long lastMs) {

    static PendingSections none(EncryptionAlgorithm encryption) {
        return new PendingSections(KeyChangeSections.none(encryption), 0);
    }

    /** With one more; those that waited too long are forgotten. */
    PendingSections with(Token.KeySection section, long nowMs, long timeoutMs) {
        KeyChangeSections kept = nowMs - lastMs > timeoutMs ? KeyChangeSections.none(sections.encryption()) : sections;
        return new PendingSections(kept.with(section), nowMs);
    }
}

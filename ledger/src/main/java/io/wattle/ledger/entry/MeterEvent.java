package io.wattle.ledger.entry;

import java.time.Instant;
import java.util.Set;

/**
 * Something that a meter says happened at it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param at by the meter's clock
 * @param kind small letters, digits and hyphens, 1..40 characters, such as {@code cover-opened}
 * @param detail for people, may be empty
 */
public record MeterEvent(Instant at, String kind, String detail) {
    public static final int KIND_CHARACTERS_MAX = 40;
    /** What an honest customer never causes: somebody has to look at the meter. */
    private static final Set<String> TAMPERING = Set.of("cover-opened", "terminal-cover-opened", "magnetic-field",
            "current-reversed", "bypass", "tamper");

    /** Whether it says that somebody may have interfered with the meter. */
    public boolean isTampering() {
        return TAMPERING.contains(kind);
    }

    /** Whether the kind is written as it must be. */
    public boolean hasGoodKind() {
        return !kind.isEmpty() && kind.length() <= KIND_CHARACTERS_MAX
                && kind.chars().allMatch(one -> (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '-');
    }
}

package io.wattle.ledger.entry;

/**
 * Who did it, how, and through which door; part of every entry.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param actor the person or the part of the system, never a secret
 * @param mode by hand or by itself
 * @param channel the door: {@code api}, {@code polling}, {@code demo}, ...
 */
public record Origin(String actor, Mode mode, String channel) {

    /** Whether a person did it. The number goes into the journal. */
    public enum Mode {
        AUTOMATIC, MANUAL
    }

    public Origin {
        if (actor.isBlank() || channel.isBlank()) {
            throw new IllegalArgumentException("actor and channel must not be blank");
        }
    }

    public static Origin automatic(String actor, String channel) {
        return new Origin(actor, Mode.AUTOMATIC, channel);
    }

    public static Origin manual(String actor, String channel) {
        return new Origin(actor, Mode.MANUAL, channel);
    }
}

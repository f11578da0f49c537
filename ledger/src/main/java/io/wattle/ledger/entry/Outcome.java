package io.wattle.ledger.entry;

/**
 * What became of a command.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Outcome {

    /** Done, and on disk. */
    record Accepted(LedgerEntry entry) implements Outcome {}

    /** The very same was done before: this is what was done then, nothing was done now. */
    record Existing(LedgerEntry entry) implements Outcome {}

    /** There was nothing to do, so nothing was done and nothing was written. Only {@link Command.Tend} ends so. */
    record NothingToDo() implements Outcome {}

    /**
     * Not done; nothing changed. Two reasons say otherwise: with {@link Refusal#STOPPED} whether it was done is not known,
     * so repeat it with the same key after the restart; with {@link Refusal#UNREADABLE} it was done before.
     *
     * @param field the part of the command that is in the way
     * @param detail what is wrong with it and what would be right, for people
     */
    record Refused(Refusal reason, String field, String detail) implements Outcome {}
}

package io.wattle.ledger.verify;

/**
 * A change of a meter's balance that is legal and has not been seen yet.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param id of the credit, or of the change
 * @param amount by which the balance rises, in its own unit; below zero if it falls
 * @param word what the meter itself said about it
 */
public record PendingChange(String id, Kind kind, long amount, Word word) {

    /** How a change behaves. */
    public enum Kind {
        /** A credit that was sold. */
        CREDIT,
        /** Emergency credit that the meter takes back: only out of credits that arrive, and never more than they are. */
        REPAYMENT,
        /**
         * A rise that was taken for this credit with a finding, so it may have been something else: then the credit may
         * still come. Nothing else than the credit itself: no new finding, for what rose then has been found.
         */
        FOUND_BEFORE,
        /** The same of a part of a credit: only together with the rest of it, which stands just before. */
        PART_FOUND_BEFORE,
        /** Any other: a grant, a carry-over, an engineer's adjustment, a rise that a log has told and that is found. */
        OTHER
    }

    /** What the meter said. */
    public enum Word {
        /** Nothing that is known. */
        NONE,
        /** That it took it: preferred to others. */
        ACCEPTED,
        /** Its own log has it, entered before this reading: it is in the balance, whatever else is. */
        LOGGED
    }

    public PendingChange {
        boolean good = switch (kind) {
            case REPAYMENT -> amount < 0;
            case OTHER -> amount != 0;
            case CREDIT, FOUND_BEFORE, PART_FOUND_BEFORE -> amount > 0;
        };
        if (!good) {
            throw new IllegalArgumentException("amount of a " + kind + " must not be: " + amount);
        }
    }

    /** A change as far as it was seen. */
    Shown shown() {
        return new Shown(this, amount);
    }
}

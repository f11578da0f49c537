package io.wattle.ledger.verify;

import java.util.List;
import java.util.Optional;

/**
 * What a reading says about the balance; amounts in the balance's own unit.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Verdict {

    /** Legal changes that the reading shows, oldest first. */
    default List<Shown> shown() {
        return List.of();
    }

    /** What came with this reading and nothing explains, above or below zero; empty where there is nothing to compare. */
    default Optional<Long> unexplained() {
        return Optional.empty();
    }

    /** The reading has no balance. */
    record NoBalance() implements Verdict {}

    /**
     * The first balance of this meter: nothing to compare it with.
     *
     * @param opening what the meter held on its own
     * @param shown what the meter itself said it took, and what was carried over to it; they are in the balance too
     */
    record FirstBalance(long opening, List<Shown> shown) implements Verdict {}

    /**
     * Nothing happened but consumption.
     *
     * @param delta what is off this time, within the tolerance together with the drift
     */
    record Quiet(long delta) implements Verdict {

        @Override
        public Optional<Long> unexplained() {
            return Optional.of(delta);
        }
    }

    /**
     * These changes arrived.
     *
     * @param delta as for {@link Quiet}
     */
    record Explained(long delta, List<Shown> shown) implements Verdict {

        @Override
        public Optional<Long> unexplained() {
            return Optional.of(delta);
        }
    }

    /**
     * The announced clearing took place: what the meter holds now is what arrived after it, less what was used since.
     *
     * @param taken what the clearing took away; below zero if it was a debt
     */
    record Cleared(long taken, List<Shown> shown) implements Verdict {

        @Override
        public Optional<Long> unexplained() {
            return Optional.of(0L);
        }
    }

    /**
     * The balance rose and nothing legal is behind it.
     *
     * @param found all that is off, with the drift; above zero
     * @param delta what came with this reading, after the changes shown
     * @param partOf the oldest credit on its way of which {@code delta} may be a part
     */
    record Unbacked(long found, long delta, List<Shown> shown, Optional<PendingChange> partOf) implements Verdict {

        @Override
        public Optional<Long> unexplained() {
            return Optional.of(delta);
        }
    }

    /**
     * The balance fell by more than was used.
     *
     * @param found all that is missing, with the drift; above zero
     * @param delta what came with this reading, after the changes shown
     * @param shown what the meter itself said it took
     */
    record Shortfall(long found, long delta, List<Shown> shown) implements Verdict {

        @Override
        public Optional<Long> unexplained() {
            return Optional.of(delta);
        }
    }
}

package io.wattle.ledger.verify;

import io.wattle.ledger.quantity.Quantity;
import java.util.List;

/** What a reading says about the balance. */
public sealed interface Verdict {

    /** The reading has no balance. */
    record NoBalance() implements Verdict {}

    /**
     * The first balance of this meter: nothing to compare it with.
     *
     * @param opening what the meter held on its own
     * @param confirmed credits that the meter itself said it took; they are in the balance too
     */
    record FirstBalance(Quantity opening, List<PendingCredit> confirmed) implements Verdict {}

    /**
     * Nothing happened but consumption.
     *
     * @param delta what is off this time, within the tolerance together with the drift
     */
    record Quiet(Quantity delta) implements Verdict {}

    /** These credits arrived. */
    record Explained(Quantity delta, List<PendingCredit> confirmed) implements Verdict {}

    /**
     * The balance rose and nothing legal is behind it.
     *
     * @param found all that is off, with the drift; above zero
     * @param delta what came with this reading, after the confirmed credits
     */
    record Unbacked(Quantity found, Quantity delta, List<PendingCredit> confirmed) implements Verdict {}

    /**
     * The balance fell by more than was used.
     *
     * @param found all that is missing, with the drift; above zero
     * @param delta what came with this reading, after the confirmed credits
     * @param confirmed credits that the meter itself said it took
     */
    record Shortfall(Quantity found, Quantity delta, List<PendingCredit> confirmed) implements Verdict {}
}

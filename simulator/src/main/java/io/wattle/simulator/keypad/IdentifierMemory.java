package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.Arrays;

/**
 * The token identifiers that a meter remembers. Always full: a new meter has the minute of manufacture in every place.
 * What is below the smallest counts as seen, so that no identifier is ever taken twice. Immutable.
 */
final class IdentifierMemory {
    private final int[] rising;

    private IdentifierMemory(int[] rising) {
        this.rising = rising;
    }

    static IdentifierMemory filled(int count, TokenIdentifier madeAt) {
        int[] minutes = new int[count];
        Arrays.fill(minutes, madeAt.minutes());
        return new IdentifierMemory(minutes);
    }

    static IdentifierMemory of(int[] minutes) {
        int[] rising = minutes.clone();
        Arrays.sort(rising);
        return new IdentifierMemory(rising);
    }

    boolean isOld(TokenIdentifier tid) {
        return tid.minutes() < rising[0];
    }

    boolean isUsed(TokenIdentifier tid) {
        return Arrays.binarySearch(rising, tid.minutes()) >= 0;
    }

    /** In the place of the smallest. */
    IdentifierMemory with(TokenIdentifier tid) {
        int[] minutes = rising.clone();
        minutes[0] = tid.minutes();
        Arrays.sort(minutes);
        return new IdentifierMemory(minutes);
    }

    /** As after a change to another base date: nothing was seen of it. */
    IdentifierMemory cleared() {
        return new IdentifierMemory(new int[rising.length]);
    }

    /** In minutes, rising. */
    int[] minutes() {
        return rising.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentifierMemory memory && Arrays.equals(rising, memory.rising);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rising);
    }

    @Override
    public String toString() {
        return "IdentifierMemory[" + rising.length + " from " + rising[0] + " to " + rising[rising.length - 1] + "]";
    }
}

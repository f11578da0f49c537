package io.wattle.ledger.verify;

/**
 * What is taken off the balance in the book with this reading, since the last balance.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param used for consumption; below zero only if an estimate before was too high
 * @param charged for standing charges
 * @param estimated whether either of them is what the balance itself says, within what is possible, and not a count
 */
public record Settlement(long used, long charged, boolean estimated) {
    static final Settlement NOTHING = new Settlement(0, 0, false);

    long sum() {
        return used + charged;
    }
}

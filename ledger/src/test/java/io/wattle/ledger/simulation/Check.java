package io.wattle.ledger.simulation;

import java.util.Arrays;

/** What must always be true. */
final class Check {

    private Check() {}

    /**
     * Demands it.
     *
     * @throws AssertionError with the words, if it is not true
     */
    static void that(boolean isTrue, String words, Object... values) {
        if (!isTrue) {
            throw new AssertionError(words.formatted(values));
        }
    }

    static boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}

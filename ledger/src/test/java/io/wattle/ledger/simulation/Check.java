package io.wattle.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(isTrue).as(words, values).isTrue();
    }

    /** Whether they are equal, byte for byte. */
    static boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}

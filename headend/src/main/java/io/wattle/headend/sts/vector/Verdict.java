package io.wattle.headend.sts.vector;

import java.util.List;

/** What came of comparing one vector. Immutable. */
public sealed interface Verdict {
    /** The vector's id, a text or a number; # and its place where it has none. */
    Object id();

    /** Everything is as expected. */
    record Same(Object id) implements Verdict {}

    /** The vector has the first tokens of a set of a key change, and those are as expected. */
    record SameSoFar(Object id, int expected, int computed) implements Verdict {}

    /** Something is not. */
    record Different(Object id, List<String> expected, List<String> computed) implements Verdict {
        public Different {
            expected = List.copyOf(expected);
            computed = List.copyOf(computed);
        }
    }

    /** It cannot be computed, or expects nothing. */
    record Failed(Object id, String error) implements Verdict {}
}

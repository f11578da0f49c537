package io.wattle.protocols.dlms.object;

import java.time.Instant;

/** Which rows of a profile are wanted. */
public sealed interface ProfileWindow {

    /** All of them. */
    record All() implements ProfileWindow {}

    /**
     * By their time.
     *
     * @param from included
     * @param to excluded
     */
    record Range(Instant from, Instant to) implements ProfileWindow {
        public Range {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("from must be before to, were " + from + " and " + to);
            }
        }
    }

    /**
     * The newest ones.
     *
     * @param rows how many, above zero
     */
    record Newest(int rows) implements ProfileWindow {
        public Newest {
            if (rows < 1) {
                throw new IllegalArgumentException("rows must be above zero, was " + rows);
            }
        }
    }
}

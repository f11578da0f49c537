package io.wattle.ledger.token;

/**
 * What tokens are ordered for.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 */
public sealed interface TokenOrder {

    /** Whether there is a token that names a minute; key change tokens name none. */
    default boolean hasIdentifier() {
        return !(this instanceof KeyChange);
    }

    /** A credit that waits to be sent goes out as a token. */
    record Credit(String creditId) implements TokenOrder {}

    /**
     * A token that changes something in the meter.
     *
     * @param value as its kind says
     */
    record Management(Kind kind, long value) implements TokenOrder {

        public Management {
            boolean good = value >= 0 && value <= kind.valueMax;
            if (!good) {
                throw new IllegalArgumentException("value must be 0.." + kind.valueMax + " for " + kind + ", was: "
                        + value);
            }
        }
    }

    /** Nothing but the key change. */
    record KeyChange() implements TokenOrder {}

    /** Kinds of management token. The number (ordinal) goes into the journal. */
    enum Kind {
        /** Value: the most power that may be drawn, in W. */
        SET_MAXIMUM_POWER(18_201_624),
        /** Value: the register to be cleared, 0..7 as the subclasses of credit; 65,535 for all. */
        CLEAR_CREDIT(0xFFFF),
        /** Value: the rate, as the meter's maker has it. */
        SET_TARIFF_RATE(0xFFFF),
        /** Value: 0. */
        CLEAR_TAMPER(0),
        /** Value: by how much phases may differ, in W. */
        SET_MAXIMUM_UNBALANCE(18_201_624),
        /** Value: the factor, as the meter's maker has it. */
        SET_WATER_FACTOR(0xFFFF),
        /** Value: index (6 bits) and value (10 bits). */
        EXTENDED_SET(0xFFFF);

        private final long valueMax;

        Kind(long valueMax) {
            this.valueMax = valueMax;
        }
    }
}

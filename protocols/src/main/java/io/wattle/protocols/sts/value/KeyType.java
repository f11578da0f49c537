package io.wattle.protocols.sts.value;

import java.util.Arrays;

/**
 * KT: what kind of key a meter holds.
 *
 * <p>Which kind may follow which is known from public sources in part; the whole table is our reading.
 */
public enum KeyType {
    /** Initialisation: put in by the manufacturer. Nothing returns to it. */
    DITK(0),
    /** Default: takes key changes and management tokens, never credit. */
    DDTK(1),
    /** Unique to the meter: the usual kind. */
    DUTK(2),
    /** Common to a supply group: meters with magnetic cards only. */
    DCTK(3);

    private final int number;

    KeyType(int number) {
        this.number = number;
    }

    /**
     * From its number.
     *
     * @throws BadStsValueException unless it is 0 to 3
     */
    public static KeyType of(int number) {
        return Arrays.stream(values())
                .filter(type -> type.number == number)
                .findFirst()
                .orElseThrow(() -> new BadStsValueException("KT", "must be 0 to 3, was " + number));
    }

    /** 0 to 3, as in key change tokens. */
    public int number() {
        return number;
    }

    /** Whether a meter with a key of this kind takes credit. */
    public boolean takesCredit() {
        return this != DDTK;
    }

    /** Whether a key change may lead from this kind to the other. */
    public boolean mayBecome(KeyType next) {
        return switch (this) {
            case DITK -> true;
            case DDTK -> next != DITK;
            case DUTK -> next == DUTK || next == DDTK;
            case DCTK -> next == DCTK || next == DDTK;
        };
    }
}

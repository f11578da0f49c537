package io.wattle.protocols.dlms.apdu;

import java.util.Optional;

/** How an association names attributes and methods (IEC 62056-5-3, application contexts). */
public enum Referencing {
    /** By class, logical name and number. */
    LOGICAL_NAMES(1, 0x0007, Initiate.OFFERED_CONFORMANCE),
    /** By a number of sixteen bits for each attribute and method of each object. */
    SHORT_NAMES(2, 0xFA00, Initiate.OFFERED_WITH_SHORT_NAMES);

    private static final int CIPHERED_STEP = 2; // from a context to the same with ciphering

    private final int plainContext;
    private final int vaaName;
    private final int offered;

    Referencing(int plainContext, int vaaName, int offered) {
        this.plainContext = plainContext;
        this.vaaName = vaaName;
        this.offered = offered;
    }

    /** Last arc of the application context's object identifier, 1..4. */
    public int context(boolean ciphered) {
        return ciphered ? plainContext + CIPHERED_STEP : plainContext;
    }

    /** Which it is, by that last arc; empty if it is none that may be asked for with, or without, ciphering. */
    public static Optional<Referencing> of(int context, boolean ciphered) {
        for (Referencing referencing : values()) {
            if (referencing.context(ciphered) == context) {
                return Optional.of(referencing);
            }
        }
        return Optional.empty();
    }

    /** Name of the VAA in an InitiateResponse. */
    int vaaName() {
        return vaaName;
    }

    /** Services that a client proposes, as {@link Initiate} writes them. */
    public int offeredConformance() {
        return offered;
    }
}

package io.wattle.ledger.balance;

/** How a reading came about. The number (ordinal) goes into the journal. Safe for any thread. */
public enum Quality {
    /** The meter showed it. */
    ACTUAL,
    /** Nobody saw it: it stands until the next real reading, and is then forgotten. */
    ESTIMATED,
    /** A person put it right: it takes the place of what was read at that instant, or comes between. */
    CORRECTED;

    /** Whether somebody or something saw it. */
    public boolean isReal() {
        return this != ESTIMATED;
    }
}

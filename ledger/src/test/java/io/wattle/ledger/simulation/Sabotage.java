package io.wattle.ledger.simulation;

/** What is broken on purpose, to see that it is found out. */
enum Sabotage {
    NONE,
    /** The disk says that it has what it has not. */
    LYING_DISK,
    /** The ledger overlooks a rise of nearly 100,000 units. */
    LAX_LEDGER
}

package io.wattle.ledger.vending;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;

/**
 * How much of a wallet becomes units.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Conversion {

    /** All that it buys. */
    record All() implements Conversion {}

    /** Nothing: the free units that may be claimed are given without a purchase. */
    record FreeUnits() implements Conversion {}

    /** What so much of it buys. */
    record Amount(Money money) implements Conversion {}

    /** What so many units cost. */
    record Units(Quantity units) implements Conversion {}
}

package io.wattle.ledger.verify;

import io.wattle.ledger.quantity.Quantity;
import java.util.Optional;

/**
 * What came of weighing a reading against the one before.
 *
 * @param consumed since the reading before; zero for the first, and when the register went back
 * @param settled consumed since the last reading with a balance: what the book has to take off
 * @param registerFellBy if the register went back, by how much, above zero
 * @param verdict about the balance
 */
public record Weighing(Quantity consumed, Quantity settled, Optional<Quantity> registerFellBy, Verdict verdict) {}

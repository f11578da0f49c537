package io.wattle.ledger.verify;

/**
 * What came of weighing a reading against what was known.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param register what the register did
 * @param cost what that took off the balance, not yet with what was used before; see {@link Used}
 * @param settled what the book takes off; nothing when the reading has no balance
 * @param verdict about the balance
 */
public record Weighing(RegisterStep register, Used cost, Settlement settled, Verdict verdict) {}

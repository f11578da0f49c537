/**
 * What is true.
 *
 * <pre>
 *  Command ─► Decider (reads the state, changes nothing) ─► Decision ─► entry ─► LedgerState.apply ─► the new state
 * </pre>
 *
 * <p>What changes a meter, a credit, an account or a card is of this package alone: {@code ledger.decide} can read them
 * and no more. Applying an entry asks no rule, and does in a replay exactly what it did the first time. Everybody else
 * asks {@link io.wattle.ledger.state.LedgerView}.
 */
@NullMarked
package io.wattle.ledger.state;

import org.jspecify.annotations.NullMarked;

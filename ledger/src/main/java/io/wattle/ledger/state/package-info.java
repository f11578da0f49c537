/**
 * What is true, and what may become true.
 *
 * <pre>
 *  Command ─► Decider (reads the state, changes nothing) ─► Decision ─► entry ─► LedgerState.apply ─► the new state
 * </pre>
 *
 * <p>Deciding knows the rules of today; applying knows none and does in a replay exactly what it did the first time. Only
 * the ledger itself and its tools call {@link io.wattle.ledger.state.Decider} and
 * {@link io.wattle.ledger.state.LedgerState}; everybody may read what {@link io.wattle.ledger.state.LedgerView} shows.
 */
@NullMarked
package io.wattle.ledger.state;

import org.jspecify.annotations.NullMarked;

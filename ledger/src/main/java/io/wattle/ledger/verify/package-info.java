/**
 * Is a balance that rose backed by legal transactions? Pure: from two readings and what is pending to a verdict.
 *
 * <pre>
 *  unexplained = balance(now) - balance(before) + used + charged
 *
 *   about zero ─► Quiet     pending changes sum to it ─► Explained     an announced clearing ─► Cleared
 *   too much   ─► Unbacked  too little                ─► Shortfall
 * </pre>
 *
 * <p>Each rule is a class: {@link io.wattle.ledger.verify.RegisterStep} (what the register did), {@code StepPrice} and
 * {@code ChargesTaken} (what that and time took off the balance), {@code Considered} and {@code ChangeSearch} (which
 * pending changes are in it), {@code ClearingRule}, {@code FirstBalanceRule}. Why they are as they are: ADR 0011.
 *
 * <p>Bound of work for one reading: with nothing pending a fixed number of steps and objects, besides one step for each
 * tariff version since the last balance (at most 8). Else at most three searches of 2^16 sums: among the 16 changes under
 * way that are considered first, among those and the late ones (again 16 in all), and among what came after a clearing.
 *
 * <p>Called by the ledger when it decides about a reading; anybody may call it to see what a reading would mean.
 */
@NullMarked
package io.wattle.ledger.verify;

import org.jspecify.annotations.NullMarked;

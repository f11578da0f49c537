/**
 * Is a balance that rose backed by legal transactions? Pure: from two readings and the pending credits to a verdict.
 *
 * <pre>
 *  unexplained = balance(now) - balance(before) + consumed
 *
 *   about zero ─► Quiet     pending credits sum to it ─► Explained
 *   too much   ─► Unbacked  too little                ─► Shortfall
 * </pre>
 *
 * <p>Called by the ledger when it decides about a reading; anybody may call it to see what a reading would mean.
 */
@NullMarked
package io.wattle.ledger.verify;

import org.jspecify.annotations.NullMarked;

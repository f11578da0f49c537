/**
 * What is true, and whether it is legal.
 *
 * <pre>
 *  Command ─► Ledger ─► decide ─► apply in memory ─► journal + force ─► Outcome to the caller
 *                        (one thread)                      │
 *                                                          └──► LedgerEntry to every follower, by sequence
 * </pre>
 *
 * <p>{@link io.wattle.ledger.Ledger} is the only door. Facts are journaled, not commands: a replay applies what was
 * decided and never decides again. Whoever wants to know what happened follows the entries; whoever has only the folder
 * looks at it through {@link io.wattle.ledger.LedgerArchive}. For the head-end and its tools; this module calls nobody.
 */
@NullMarked
package io.wattle.ledger;

import org.jspecify.annotations.NullMarked;

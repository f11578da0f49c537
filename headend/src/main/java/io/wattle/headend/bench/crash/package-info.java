/**
 * The soak: a process with a real ledger is killed again and again, and what it acknowledged is looked for afterwards.
 *
 * <pre>
 *  CrashSoak (parent) ─► starts, kills ─► CrashChild (process of its own) ─► Ledger
 *      ▲                                       │ a line for each outcome, after it was given
 *      └── Acknowledged ◄──────────────────────┘
 *      └── JournalAudit: reads the folder and compares
 * </pre>
 *
 * <p>Called by the command line alone.
 */
@NullMarked
package io.wattle.headend.bench.crash;

import org.jspecify.annotations.NullMarked;

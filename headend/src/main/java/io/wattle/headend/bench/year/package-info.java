/**
 * A simulated year that judges the ledger: meters whose true state is known, legal traffic of every kind, bad
 * communication, and frauds at seeded moments. Every fraud must be found by the first reading that can show it, and
 * nothing else may be found.
 *
 * <pre>
 *  YearRun ─► MeterLife ─► Script (one episode: legal or fraud) ─► YearMeter (the truth)
 *                 │                        │
 *                 ├─► Air (late, lost, repeated) ─► Post ─► Ledger ─► Judge ◄─ what was injected
 *                 └──────────────────────────────────────────────────►┘
 *  at the end: FinalAudit compares the ledger with the truth and with its own replay
 * </pre>
 *
 * <p>Nothing here asks the ledger's own verifier or book how something is computed: the truth is kept in plain numbers.
 * Called by the command line and by tests. One thread drives a run; time comes from the run, never from the machine.
 */
@NullMarked
package io.wattle.headend.bench.year;

import org.jspecify.annotations.NullMarked;

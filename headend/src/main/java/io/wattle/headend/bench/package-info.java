/**
 * How fast the ledger is, measured in the same run as what it is compared with: PostgreSQL, and the bare disk.
 *
 * <pre>
 *  LedgerBench ─► one class a metric ─► Submitters ─► Ledger
 *       │               └─► Floor, ForceLatency, Postgres: the baselines
 *       └─► Report: a line a figure
 * </pre>
 *
 * <p>Called by the command line alone. It reads the machine's clock, because measuring is what it is for.
 */
@NullMarked
package io.wattle.headend.bench;

import org.jspecify.annotations.NullMarked;

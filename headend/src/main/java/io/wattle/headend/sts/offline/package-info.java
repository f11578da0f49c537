/**
 * A technician's tokens, made without a head-end: which key a meter has, and which identifier it gets next.
 *
 * <p>Where a head-end is running, it is the one to ask: it keeps the last identifier of each meter in its ledger, and two
 * who give out identifiers for one meter give out the same one twice. Called by the command line.
 */
@NullMarked
package io.wattle.headend.sts.offline;

import org.jspecify.annotations.NullMarked;

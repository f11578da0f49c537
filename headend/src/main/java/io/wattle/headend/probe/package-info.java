/**
 * What technicians did with a probe out of reach of the head-end, from their file into the ledger.
 *
 * <pre>
 *   wattle probe ──► SessionFile (records, signed by TechnicianKey) ──POST /probe-sessions──► SessionImport ──► Ledger
 *                                                                        Technicians ──┘
 * </pre>
 *
 * <p>A session is taken whole or not at all, and once, however often it is brought. Why it is a signed file: docs/adr.
 */
@NullMarked
package io.wattle.headend.probe;

import org.jspecify.annotations.NullMarked;

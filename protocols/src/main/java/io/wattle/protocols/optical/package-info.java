/**
 * Meters before an optical probe or on an RS-485 bus (IEC 62056-21), as the waist sees them.
 *
 * <pre>
 *   MeterConnector: OpticalConnector ──► OpticalLink ──► session.OpticalSession ──► serial.SerialLine
 *                                           └─► model.Interpreter (MeterMap: where a make keeps what)
 * </pre>
 *
 * <p>One conversation at a time on each line. Credit is not loaded this way, as nothing protects the line: tokens are
 * handed over, which a meter takes once. What is unknown after an instruction: a meter carries out what it was sent in
 * order, and ends what was before at a sign-on, so that nothing sent earlier takes effect after a later one.
 */
@NullMarked
package io.wattle.protocols.optical;

import org.jspecify.annotations.NullMarked;

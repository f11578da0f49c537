/**
 * DLMS/COSEM (IEC 62056) behind the waist: the client that dials meters over the TCP wrapper.
 *
 * <pre>
 *   DlmsConnector ──► Opening ──► ClientAssociation ──► Dialogue ──► WrapperFramer ══ TCP ══ meter
 *        │               │         gate, codec           one question, one deadline
 *        ▼               ▼
 *     DlmsLink     InvocationCounters
 *   (questions)    (reserved before they are sent)
 * </pre>
 *
 * <p>A conversation lives on one event loop from its first byte to its last; no thread waits for a meter.
 */
@NullMarked
package io.wattle.protocols.dlms;

import org.jspecify.annotations.NullMarked;

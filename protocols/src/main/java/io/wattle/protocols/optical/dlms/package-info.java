/**
 * DLMS/COSEM through an optical port: an IEC 62056-21 sign-on in mode E, then HDLC on the same line.
 *
 * <pre>
 *   ModeEConnector ──sign-on──► optical.session ══ line ══ meter
 *        └── then the line ──► DlmsConnector (HDLC, association, questions)
 * </pre>
 */
@NullMarked
package io.wattle.protocols.optical.dlms;

import org.jspecify.annotations.NullMarked;

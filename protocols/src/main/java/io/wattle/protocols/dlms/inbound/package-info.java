/**
 * Meters that dial in: on mobile networks a meter can call the head-end, and nobody can call it.
 *
 * <pre>
 *   meter ══ TCP ══► InboundPort ──► InboundFramer ──► InboundSession ──claims──► MeterClaims
 *                                    (or ModemFilter       │   ▲ asked who it is, if it says nothing: SilentMeter
 *                                     and HDLC)            │ parked, taken for a conversation, parked again
 *                                                          ▼
 *                                                      connector: dialogue, association
 * </pre>
 *
 * <p>What a meter says of itself here is a claim and proves nothing: the association that follows proves both sides.
 * Used by the connector; the message of modems is used by {@code dlms.server} too.
 */
@NullMarked
package io.wattle.protocols.dlms.inbound;

import org.jspecify.annotations.NullMarked;

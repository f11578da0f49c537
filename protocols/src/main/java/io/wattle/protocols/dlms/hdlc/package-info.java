/**
 * HDLC beneath DLMS/COSEM (IEC 62056-46; Green Book, data link layer using HDLC): normal response mode, in which the
 * client asks and the meter speaks only when it was polled.
 *
 * <pre>
 *   bytes ══► HdlcFramer ──frames──► HdlcClientLink │ HdlcServerLink ──APDUs──► association
 *                                     └── InformationFlow: numbers, segments, repeats
 * </pre>
 *
 * <p>Both ends fit the seam {@link io.wattle.protocols.dlms.frame.DataLink}: what is above does not know which link
 * carries it. On a connection that a meter made, {@link io.wattle.protocols.dlms.hdlc.KeptLine} has one client's end after the
 * other. Used by the connector and by {@code dlms.server}; knows nothing of associations.
 */
@NullMarked
package io.wattle.protocols.dlms.hdlc;

import org.jspecify.annotations.NullMarked;

/**
 * The meter side of the wire: many logical devices behind a few TCP ports, for whoever plays meters.
 *
 * <pre>
 *   TCP ──► WrapperFramer ──► ServerSession ──► MeterAssociation ──► CosemDevice
 *                                  │                (one for each client and device)
 *                              WireFaults, for meters that misbehave
 * </pre>
 *
 * <p>Client 16, public, is served without security and may read the invocation counter, the clock and the serial number.
 * The others are those that the device knows, each on its own terms: by default 1, management, who proves himself by HLS5
 * (GMAC) and ciphers every APDU under suite 0. There, requests and proofs come from the library on the client's side and
 * are read by our own code on this side, so that neither can hide the other's misreading of the standard.
 */
@NullMarked
package io.wattle.protocols.dlms.server;

import org.jspecify.annotations.NullMarked;

package io.wattle.protocols.dlms.hdlc;

/**
 * A meter on an HDLC line, and how to speak to it there.
 *
 * @param address of the meter
 */
public record HdlcPeer(HdlcAddress address, HdlcSettings settings) {}

package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.hdlc.HdlcAddress;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import java.util.Optional;

/** Which data link leads to a meter, and over what. */
public sealed interface DlmsRoute {

    /**
     * The TCP wrapper.
     *
     * @param host name or address; an IPv6 address without brackets
     * @param port TCP port, 1..65535
     */
    record Wrapper(String host, int port) implements DlmsRoute {}

    /**
     * The wrapper over UDP.
     *
     * @param host name or address; an IPv6 address without brackets
     * @param port UDP port, 1..65535
     */
    record Datagrams(String host, int port) implements DlmsRoute {}

    /**
     * HDLC over TCP: a meter's modem, or a serial gateway with meters on a line behind it.
     *
     * @param host name or address; an IPv6 address without brackets
     * @param port TCP port, 1..65535
     */
    record HdlcOverTcp(String host, int port, HdlcAddress meter, HdlcSettings settings) implements DlmsRoute {}

    /**
     * HDLC over a serial port.
     *
     * @param port as {@link io.wattle.protocols.serial.SerialPorts} names it
     * @param baud bits a second; eight bits, no parity, one stop bit
     */
    record HdlcOverSerial(String port, int baud, HdlcAddress meter, HdlcSettings settings) implements DlmsRoute {}

    /**
     * A connection that the meter made.
     *
     * @param name what the meter or its modem calls itself when it dials in; {@code *} for whoever comes
     * @param hdlc over HDLC to this meter; over the TCP wrapper if not given
     */
    record Inbound(String name, Optional<HdlcPeer> hdlc) implements DlmsRoute {}
}

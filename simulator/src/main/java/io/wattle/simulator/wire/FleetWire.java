package io.wattle.simulator.wire;

import io.wattle.protocols.dlms.hdlc.HdlcServerLink;
import io.wattle.protocols.dlms.server.CosemDevice;
import io.wattle.protocols.dlms.server.DeviceDirectory;
import io.wattle.protocols.dlms.server.DlmsServer;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.simulator.fault.WireTrouble;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fleet's ports. Every meter answers on all of them under its own logical address; its URI names one, so that load
 * spreads evenly. A fleet may have a port for HDLC too, on which its meters share a line, and lines of other kinds. Safe for use by many threads. Whoever starts it closes it.
 */
public final class FleetWire implements AutoCloseable {
    private final TroubledWire troubles;
    private final DlmsServer server;
    private final Optional<DlmsServer> hdlc;
    private final String host;

    private FleetWire(TroubledWire troubles, DlmsServer server, Optional<DlmsServer> hdlc, String host) {
        this.troubles = troubles;
        this.server = server;
        this.hdlc = hdlc;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param hdlc how to listen for HDLC, if the meters speak it
     * @param devices each with a logical address of its own
     * @throws IllegalStateException if a port cannot be bound
     */
    public static FleetWire start(DlmsServerSettings settings, Optional<DlmsServerSettings> hdlc,
            List<? extends CosemDevice> devices) {
        Map<Integer, CosemDevice> byAddress = devices.stream()
                .collect(Collectors.toUnmodifiableMap(CosemDevice::logicalAddress, Function.identity()));
        DeviceDirectory directory = address -> Optional.ofNullable(byAddress.get(address));
        TroubledWire troubles = new TroubledWire();
        DlmsServer server = DlmsServer.start(settings, directory, troubles);
        try {
            return new FleetWire(troubles, server, hdlc.map(line -> DlmsServer.start(line, directory, troubles)),
                    settings.host());
        } catch (RuntimeException broken) {
            server.close();
            throw broken;
        }
    }

    /** The port for HDLC, if there is one. */
    public Optional<Integer> hdlcPort() {
        return hdlc.map(DlmsServer::port);
    }

    /**
     * The meters answer on this line too, over HDLC. It is closed with the fleet.
     *
     * @throws IllegalStateException if the meters do not speak HDLC
     */
    public void serve(SerialLine line) {
        lines().serve(line);
    }

    /**
     * The meters answer on this line over HDLC until the client takes leave, as after a mode E sign-on.
     *
     * @throws IllegalStateException if the meters do not speak HDLC
     */
    public void serveOneLink(SerialLine line) {
        lines().serveOneLink(line);
    }

    private DlmsServer lines() {
        return hdlc.orElseThrow(() -> new IllegalStateException("the meters of this fleet do not speak HDLC"));
    }

    /**
     * The meters answer datagrams on this UDP port too; 0 takes a free one.
     *
     * @return the port that is bound, 1..65535
     */
    public int serveDatagrams(int port) {
        return server.serveDatagrams(port);
    }

    /** The meter dials a head-end from now on, as its modem would, under this name; until the fleet is closed. */
    public void dialOut(InetSocketAddress headEnd, CosemDevice device, String name, ModemPlan plan) {
        server.dialOut(headEnd, device, name, plan);
    }

    /** What stands behind the question mark of the device's URI on a shared line. */
    public String hdlcParameters(CosemDevice device, String service, String security) {
        return "client=1&server=1&address=" + HdlcServerLink.address(device.logicalAddress()).lower()
                + "&" + security + "&title=" + HexFormat.of().formatHex(device.systemTitle()) + "&service=" + service;
    }

    /** Every port that is bound, 1..65535. */
    public List<Integer> ports() {
        return server.ports();
    }

    /**
     * Where a client finds the device; holds no secret.
     *
     * @param service such as {@code electricity} or {@code water}
     * @param security such as {@code auth=hls5}
     */
    public URI uriOf(CosemDevice device, String service, String security) {
        List<Integer> ports = ports();
        int port = ports.get(device.logicalAddress() % ports.size());
        return URI.create("dlms://" + host + ":" + port + "?client=1&server=" + device.logicalAddress()
                + "&" + security + "&title=" + HexFormat.of().formatHex(device.systemTitle()) + "&service=" + service);
    }

    /** The device's replies are spoilt from now on, in place of how they were before. */
    public void begin(CosemDevice device, WireTrouble trouble) {
        troubles.begin(device.logicalAddress(), trouble);
    }

    /** The device's replies are sent as they are from now on. */
    public void end(CosemDevice device) {
        troubles.end(device.logicalAddress());
    }

    /** Closes ports and connections; returns when they are closed. */
    @Override
    public void close() {
        hdlc.ifPresent(DlmsServer::close);
        server.close();
    }
}

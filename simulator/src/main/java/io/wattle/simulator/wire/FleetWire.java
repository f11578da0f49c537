package io.wattle.simulator.wire;

import io.wattle.protocols.dlms.server.CosemDevice;
import io.wattle.protocols.dlms.server.DeviceDirectory;
import io.wattle.protocols.dlms.server.DlmsServer;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.simulator.fault.WireTrouble;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fleet's ports. Every meter answers on all of them under its own logical address; its URI names one, so that load
 * spreads evenly. Safe for use by many threads. Whoever starts it closes it.
 */
public final class FleetWire implements AutoCloseable {
    private final TroubledWire troubles;
    private final DlmsServer server;
    private final String host;

    private FleetWire(TroubledWire troubles, DlmsServer server, String host) {
        this.troubles = troubles;
        this.server = server;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param devices each with a logical address of its own
     * @throws IllegalStateException if a port cannot be bound
     */
    public static FleetWire start(DlmsServerSettings settings, List<? extends CosemDevice> devices) {
        Map<Integer, CosemDevice> byAddress = devices.stream()
                .collect(Collectors.toUnmodifiableMap(CosemDevice::logicalAddress, Function.identity()));
        DeviceDirectory directory = address -> Optional.ofNullable(byAddress.get(address));
        TroubledWire troubles = new TroubledWire();
        return new FleetWire(troubles, DlmsServer.start(settings, directory, troubles), settings.host());
    }

    /** Every port that is bound, 1..65535. */
    public List<Integer> ports() {
        return server.ports();
    }

    /**
     * Where a client finds the device; holds no secret.
     *
     * @param service such as {@code electricity} or {@code water}
     */
    public URI uriOf(CosemDevice device, String service) {
        List<Integer> ports = ports();
        int port = ports.get(device.logicalAddress() % ports.size());
        return URI.create("dlms://" + host + ":" + port + "?client=1&server=" + device.logicalAddress()
                + "&auth=hls5&title=" + HexFormat.of().formatHex(device.systemTitle()) + "&service=" + service);
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
        server.close();
    }
}

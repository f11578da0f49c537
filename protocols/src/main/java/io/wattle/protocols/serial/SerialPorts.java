package io.wattle.protocols.serial;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Opens lines by name: a device such as {@code /dev/ttyUSB0} or {@code COM3}; {@code tcp://host:port}, a raw TCP serial
 * server; or {@code rfc2217://host:port}, one that takes speed and framing over the wire. A raw one that is set to 8N1 and
 * hands seven-bit characters on with their parity is named {@code tcp://host:port?parity=software}.
 */
public final class SerialPorts {
    private static final int PORT_MAX = 65_535;

    private SerialPorts() {}

    /**
     * Opens the line, at no particular speed: configure it.
     *
     * @param patience for connecting to a serial server
     * @throws IOException if it cannot be opened; the message says why and names the port
     */
    public static SerialLine open(String name, Duration patience) throws IOException {
        if (!name.contains("://")) {
            return DevicePort.open(name);
        }
        URI uri = uri(name);
        boolean softwareParity = "parity=software".equals(uri.getQuery());
        if (uri.getQuery() != null && !softwareParity) {
            throw new IOException("port " + name + ": after ? only parity=software may stand");
        }
        SerialLine line = switch (uri.getScheme()) {
            case "tcp" -> TcpLine.connect(uri.getHost(), uri.getPort(), patience);
            case "rfc2217" -> Rfc2217Line.connect(uri.getHost(), uri.getPort(), patience);
            default -> throw new IOException("port " + name + ": there is tcp:// and rfc2217://, or a device's name");
        };
        return softwareParity ? new SoftwareParityLine(line) : line;
    }

    /** The serial ports of this machine. */
    public static List<PortInfo> list() {
        return DevicePort.list();
    }

    private static URI uri(String name) throws IOException {
        try {
            URI uri = URI.create(name);
            if (uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= PORT_MAX) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("port " + name + " is no URI: " + e.getMessage(), e);
        }
        throw new IOException("port " + name + " must name host and port 1..65535, as tcp://10.0.0.7:4001");
    }
}

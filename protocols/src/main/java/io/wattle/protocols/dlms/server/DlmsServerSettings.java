package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link DlmsServer} listens.
 *
 * @param host address to bind
 * @param ports 0..65535 each, at least one; 0 takes a free one
 * @param idleTimeout a connection that does not complete a frame for so long is closed; 10 ms..1 h
 * @param apduBytesMax longest APDU taken and sent, 64..65535
 * @param connectionsMax connections in all, further ones are closed at once; 1..1000000. As many clients are remembered who
 *        send datagrams, and the one heard longest ago makes room
 * @param ioThreads event loops, 1..64
 * @param hdlc spoken on the ports if given; else the TCP wrapper
 */
public record DlmsServerSettings(String host, List<Integer> ports, Duration idleTimeout, int apduBytesMax,
        int connectionsMax, int ioThreads, Optional<HdlcSettings> hdlc) {

    public DlmsServerSettings {
        ports = List.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("ports must name at least one port");
        }
        ports.forEach(port -> check("port", port, 0, 65_535));
        check("idleTimeout in ms", idleTimeout.toMillis(), 10, 3_600_000);
        check("apduBytesMax", apduBytesMax, 64, 65_535);
        check("connectionsMax", connectionsMax, 1, 1_000_000);
        check("ioThreads", ioThreads, 1, 64);
    }

    /** The TCP wrapper. */
    public DlmsServerSettings(String host, List<Integer> ports, Duration idleTimeout, int apduBytesMax,
            int connectionsMax, int ioThreads) {
        this(host, ports, idleTimeout, apduBytesMax, connectionsMax, ioThreads, Optional.empty());
    }

    /** The same speaking HDLC on its ports. */
    public DlmsServerSettings withHdlc(HdlcSettings spoken) {
        return new DlmsServerSettings(host, ports, idleTimeout, apduBytesMax, connectionsMax, ioThreads,
                Optional.of(spoken));
    }

    /** Loopback, a free port, two minutes, 2 KiB, ten thousand connections, one event loop. */
    public static DlmsServerSettings defaults() {
        return new DlmsServerSettings("127.0.0.1", List.of(0), Duration.ofMinutes(2), 2_048, 10_000, 1);
    }

    /** The same on other ports. */
    public DlmsServerSettings withPorts(List<Integer> other) {
        return new DlmsServerSettings(host, other, idleTimeout, apduBytesMax, connectionsMax, ioThreads, hdlc);
    }

    /** The same on another address. */
    public DlmsServerSettings withHost(String other) {
        return new DlmsServerSettings(other, ports, idleTimeout, apduBytesMax, connectionsMax, ioThreads, hdlc);
    }

    /** The same with another idle timeout. */
    public DlmsServerSettings withIdleTimeout(Duration other) {
        return new DlmsServerSettings(host, ports, other, apduBytesMax, connectionsMax, ioThreads, hdlc);
    }

    /** The same with another longest APDU: a short one makes answers come in blocks. */
    public DlmsServerSettings withApduBytesMax(int other) {
        return new DlmsServerSettings(host, ports, idleTimeout, other, connectionsMax, ioThreads, hdlc);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
    }
}

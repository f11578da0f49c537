package io.wattle.simulator.optical;

import io.wattle.protocols.serial.Rfc2217ServerLine;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.TcpLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/**
 * A serial server on loopback with a bus of meters behind it. Serves one client at a time, as those boxes do; the next one
 * waits until the one before has gone. Whoever starts it closes it.
 */
public final class OpticalServer implements AutoCloseable {
    /** What the box speaks. */
    public enum Kind {
        /** Bytes as they are. */
        RAW,
        /** Telnet with port settings: a client at another speed than the meter is not understood. */
        RFC2217
    }

    private final ServerSocket server;
    private final MeterBus bus;
    private final Kind kind;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Optional<SerialLine> current = Optional.empty();

    private OpticalServer(ServerSocket server, MeterBus bus, Kind kind) {
        this.server = server;
        this.bus = bus;
        this.kind = kind;
        this.thread = Thread.ofPlatform().daemon().name("optical-server-" + server.getLocalPort()).unstarted(this::run);
    }

    /**
     * Starts to listen.
     *
     * @param port 0 takes a free one
     */
    public static OpticalServer start(int port, Kind kind, MeterBus bus) throws IOException {
        OpticalServer server = new OpticalServer(new ServerSocket(port, 10, InetAddress.getLoopbackAddress()), bus,
                kind);
        server.thread.start();
        return server;
    }

    /** The name under which the line is opened, such as {@code tcp://127.0.0.1:4001}. */
    public String port() {
        String scheme = switch (kind) {
            case RAW -> "tcp";
            case RFC2217 -> "rfc2217";
        };
        return scheme + "://127.0.0.1:" + server.getLocalPort();
    }

    /** The bus behind it, for faults. */
    public MeterBus bus() {
        return bus;
    }

    private void run() {
        while (!closed) {
            try (SerialLine line = accepted(server.accept())) {
                current = Optional.of(line);
                bus.serve(line);
            } catch (IOException _) {
                // The client has gone, or we are closed: either way, on.
            }
        }
    }

    private SerialLine accepted(Socket socket) throws IOException {
        return switch (kind) {
            case RAW -> new TcpLine(socket);
            case RFC2217 -> new SameSpeedLine(new Rfc2217ServerLine(socket));
        };
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException _) {
            // Nobody listens any more in any case.
        }
        current.ifPresent(SerialLine::close);
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

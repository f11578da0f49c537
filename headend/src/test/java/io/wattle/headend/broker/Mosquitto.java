package io.wattle.headend.broker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Mosquitto on a free port of loopback, {@link BrokerChoice wherever it is from}, that can be killed and started again. */
public final class Mosquitto implements AutoCloseable {
    private final int port;
    private final Path configuration;
    private final BrokerEngine engine;

    private Mosquitto(Path folder, List<String> lines, BrokerChoice choice) throws IOException {
        this.port = freePort();
        this.configuration = folder.resolve("mosquitto-" + port + ".conf");
        this.engine = choice.launch(opening -> {
            List<String> all = new ArrayList<>(opening);
            all.addAll(List.of("persistence false", "max_queued_messages 100000"));
            all.addAll(lines);
            return Files.write(configuration, all);
        }, port);
        awaitAnswer();
    }

    /** Lets anybody in. */
    public static Mosquitto start(Path folder) {
        return start(folder, List.of("allow_anonymous true"));
    }

    /**
     * Starts one.
     *
     * @param lines of its configuration, after the listener
     */
    public static Mosquitto start(Path folder, List<String> lines) {
        return start(folder, lines, BrokerChoice.STANDARD);
    }

    static Mosquitto start(Path folder, List<String> lines, BrokerChoice choice) {
        try {
            return new Mosquitto(folder, lines, choice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create("mqtt://127.0.0.1:" + port);
    }

    /** kill -9: it says nothing to anybody and keeps nothing. */
    public void kill() {
        engine.kill();
    }

    /** Starts it again on the same port. */
    public void restart() {
        try {
            engine.launch(configuration, port);
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private void awaitAnswer() throws IOException {
        await("mosquitto on port " + port).atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !engine.isAlive() || answers());
        if (!engine.isAlive()) {
            throw new IOException("mosquitto did not start: " + engine.printed());
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

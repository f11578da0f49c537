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
import java.util.concurrent.TimeUnit;

/** A real Mosquitto on a free port of loopback, from the Debian package, that can be killed and started again. */
public final class Mosquitto implements AutoCloseable {
    private static final List<String> PLACES = List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto",
            "/usr/bin/mosquitto", "/opt/homebrew/sbin/mosquitto");
    private final Path configuration;
    private final int port;
    private Process process;

    private Mosquitto(Path folder, List<String> lines) throws IOException {
        this.port = freePort();
        this.configuration = folder.resolve("mosquitto-" + port + ".conf");
        List<String> all = new ArrayList<>(List.of("listener " + port + " 127.0.0.1", "persistence false",
                "max_queued_messages 100000", "user " + System.getProperty("user.name")));
        all.addAll(lines);
        Files.write(configuration, all);
        this.process = launch();
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
        try {
            return new Mosquitto(folder, lines);
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
        process.destroyForcibly();
        waitForEnd();
    }

    /** Starts it again on the same port. */
    public void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of the package mosquitto-clients; ended with {@link Process#destroy}. */
    public static Process client(List<String> command, ProcessBuilder.Redirect output) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
        } catch (IOException e) {
            throw new IOException(command.getFirst() + " is missing: install the Debian package mosquitto-clients", e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() throws IOException {
        String program = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow(() -> new IOException("mosquitto is missing: install the Debian package mosquitto"));
        Process started = new ProcessBuilder(program, "-c", configuration.toString()).redirectErrorStream(true)
                .redirectOutput(configuration.resolveSibling(configuration.getFileName() + ".log").toFile())
                .start();
        await("mosquitto on port " + port).atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !started.isAlive() || answers());
        if (!started.isAlive()) {
            throw new IOException("mosquitto did not start: " + Files.readString(
                    configuration.resolveSibling(configuration.getFileName() + ".log")));
        }
        return started;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void waitForEnd() {
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

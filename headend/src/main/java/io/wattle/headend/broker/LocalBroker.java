package io.wattle.headend.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Mosquitto of this machine, if it has one, on a free port of loopback. It ends with us, even if we are killed. */
public final class LocalBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
    private static final long START_MS_MAX = 5_000;
    /** The shell waits for the end of its input, which comes when we are gone, however we went. */
    private static final String WATCHED = "\"$0\" -c \"$1\" & read _; kill $!";
    private final Process process;
    private final int port;

    private LocalBroker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one; empty if there is none on this machine, or it cannot be had. */
    public static Optional<LocalBroker> start(Path folder) {
        return program().flatMap(program -> start(program, folder));
    }

    /** On loopback. */
    public URI uri() {
        return URI.create("mqtt://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<LocalBroker> start(Path program, Path folder) {
        try {
            int port = freePort();
            Path configuration = folder.resolve("mosquitto.conf");
            Files.write(configuration, List.of("listener " + port + " 127.0.0.1", "allow_anonymous true",
                    "persistence false", "max_queued_messages 0", "user " + System.getProperty("user.name")));
            Process process = new ProcessBuilder("/bin/sh", "-c", WATCHED, program.toString(),
                    configuration.toString()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("mosquitto.log").toFile())
                    .start();
            LocalBroker broker = new LocalBroker(process, port);
            if (broker.answersInTime()) {
                return Optional.of(broker);
            }
            broker.close();
            LOG.warn("{} did not start, see {}", program, folder.resolve("mosquitto.log"));
        } catch (IOException e) {
            LOG.warn("{} cannot be started: {}", program, e.getMessage());
        }
        return Optional.empty();
    }

    private boolean answersInTime() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS_MAX);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return true;
            } catch (IOException notYet) {
                if (!pause()) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean pause() {
        try {
            Thread.sleep(20);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator
                + "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve("mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

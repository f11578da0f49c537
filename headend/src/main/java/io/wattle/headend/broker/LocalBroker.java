package io.wattle.headend.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker on a free port of loopback, in a process of its own: the Mosquitto of this machine, or the HiveMQ Community Edition
 * that was built beside us. It ends with us, even if we are killed.
 */
public final class LocalBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
    /** HiveMQ takes some seconds on an idle machine. */
    private static final long START_MS_MAX = 60_000;
    private static final long CHILD_MS_MAX = 2_000;
    /** The shell waits for the end of its input, which comes when we are gone, however we went. Neither keeps anything. */
    private static final String WATCHED = "\"$@\" & read _; kill -9 $!";
    private final String name;
    private final Process process;
    private final int port;

    private LocalBroker(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    /** Which one is wanted. */
    public enum Kind {
        /** Whichever there is, Mosquitto first. */
        ANY, MOSQUITTO, HIVEMQ, NONE
    }

    /** Starts the one that is wanted; empty if there is none, or it cannot be had. */
    public static Optional<LocalBroker> start(Path folder, Kind kind) {
        return switch (kind) {
            case ANY -> startMosquitto(folder).or(() -> startHiveMq(folder));
            case MOSQUITTO -> startMosquitto(folder);
            case HIVEMQ -> startHiveMq(folder);
            case NONE -> Optional.empty();
        };
    }

    /** Starts the Mosquitto of this machine. */
    public static Optional<LocalBroker> startMosquitto(Path folder) {
        return start("mosquitto", folder, port -> MosquittoProgram.command(folder, port));
    }

    /** Starts the HiveMQ that was built beside us. */
    public static Optional<LocalBroker> startHiveMq(Path folder) {
        return start("HiveMQ", folder, port -> HiveMqProgram.command(folder, port));
    }

    /** Which one it is. */
    public String name() {
        return name;
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

    /** The command line of a broker, and files that it needs; empty if it is not here. */
    @FunctionalInterface
    private interface Program {
        Optional<List<String>> command(int port) throws IOException;
    }

    private static Optional<LocalBroker> start(String name, Path folder, Program program) {
        Path log = folder.resolve(name + ".log");
        try {
            int port = freePort();
            Optional<List<String>> command = program.command(port);
            if (command.isEmpty()) {
                return Optional.empty();
            }
            List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, "sh"));
            watched.addAll(command.get());
            Process process = new ProcessBuilder(watched).redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            LocalBroker broker = new LocalBroker(name, process, port);
            if (broker.answersInTime()) {
                return Optional.of(broker);
            }
            broker.close();
            LOG.warn("{} did not start, see {}", name, log);
        } catch (IOException e) {
            LOG.warn("{} cannot be started: {}", name, e.getMessage());
        }
        return Optional.empty();
    }

    private boolean answersInTime() {
        long began = System.nanoTime();
        // The shell waits for us, and lives whatever becomes of its child; which it needs a moment to start.
        while (sinceMs(began) < START_MS_MAX
                && (sinceMs(began) < CHILD_MS_MAX || process.descendants().findAny().isPresent())) {
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

    private static long sinceMs(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

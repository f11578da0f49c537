package io.wattle.simulator.optical;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Two pseudo terminals whose ends meet, made by socat (Debian package socat): a cable without a speed, between who plays
 * the meter and who reads it. Whoever opens it closes it.
 */
public final class PseudoCable implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MS = 10;
    private static final long END_TIMEOUT_S = 5;

    private final Process socat;
    private final Path left;
    private final Path right;

    private PseudoCable(Process socat, Path left, Path right) {
        this.socat = socat;
        this.left = left;
        this.right = right;
    }

    /**
     * Makes one.
     *
     * @param folder there for as long as the cable: holds links to both ends, {@code left} and {@code right}
     * @throws IOException if socat is missing, or does not make it
     */
    public static PseudoCable open(Path folder) throws IOException {
        Path left = folder.resolve("left");
        Path right = folder.resolve("right");
        Process socat;
        try {
            socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + left, "pty,raw,echo=0,link=" + right)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("socat.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("socat is missing: install the Debian package socat", e);
        }
        PseudoCable cable = new PseudoCable(socat, left, right);
        try {
            cable.awaitEnds();
            return cable;
        } catch (IOException notMade) {
            cable.close();
            throw notMade;
        }
    }

    private void awaitEnds() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(left) || !Files.exists(right)) {
            if (!socat.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("socat makes no pseudo terminals in " + left.getParent()
                        + "; what it says is in socat.log there");
            }
            try {
                Thread.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for socat");
            }
        }
    }

    /** One end, as the name of a serial port. */
    public String left() {
        return left.toString();
    }

    /** The other. */
    public String right() {
        return right.toString();
    }

    @Override
    public void close() {
        socat.destroy();
        try {
            socat.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.wattle.simulator.optical;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Two pseudo terminals whose ends meet, made by socat (Debian package socat): a cable without a speed. */
final class SocatPty implements AutoCloseable {
    private final Process socat;
    private final Path left;
    private final Path right;

    private SocatPty(Process socat, Path left, Path right) {
        this.socat = socat;
        this.left = left;
        this.right = right;
    }

    static SocatPty open(Path folder) throws IOException {
        Path left = folder.resolve("left");
        Path right = folder.resolve("right");
        Process socat;
        try {
            socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + left, "pty,raw,echo=0,link=" + right)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("socat.log").toFile())
                    .start();
        } catch (IOException e) {
            return fail("socat is missing: install the Debian package socat", e);
        }
        SocatPty pty = new SocatPty(socat, left, right);
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(left) && Files.exists(right));
        return pty;
    }

    String left() {
        return left.toString();
    }

    String right() {
        return right.toString();
    }

    @Override
    public void close() {
        socat.destroy();
        try {
            socat.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

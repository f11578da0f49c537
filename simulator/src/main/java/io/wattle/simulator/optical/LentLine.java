package io.wattle.simulator.optical;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A line while HDLC has it after a mode E sign-on. Closing gives it back open; a client that says nothing for too long loses
 * it (the inactivity time-out of the HDLC set-up object).
 */
final class LentLine implements SerialLine {
    private final SerialLine line;
    private final Duration silenceMax;
    private final CountDownLatch back = new CountDownLatch(1);
    private volatile boolean ended;
    private Duration silent = Duration.ZERO;

    LentLine(SerialLine line, Duration silenceMax) {
        this.line = line;
        this.silenceMax = silenceMax;
    }

    /** Returns once nobody uses it any more. */
    void awaitBack() throws IOException {
        try {
            back.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the meter was switched off", e);
        } finally {
            ended = true;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        if (ended || silent.compareTo(silenceMax) > 0) {
            throw new IOException("nobody spoke for " + silenceMax.toMillis() + " ms");
        }
        int count = line.read(into, offset, length, patience);
        silent = count > 0 ? Duration.ZERO : silent.plus(patience);
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        line.write(bytes);
    }

    @Override
    public void configure(LineSettings settings) throws IOException {
        line.configure(settings);
    }

    @Override
    public void discardInput() throws IOException {
        line.discardInput();
    }

    @Override
    public void close() {
        ended = true;
        back.countDown();
    }
}

package io.wattle.simulator.optical;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.simulator.fault.OpticalFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The meter's end of a line, on which its messages are spoilt as a fault says, and paced as its speed says. */
final class SpoiltLine implements SerialLine {
    private static final byte[] NOISE = "~U*".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LATE = Duration.ofMillis(500);
    /** Chunks of a tenth of a second. */
    private static final int CHUNKS_PER_SECOND = 10;

    private final SerialLine line;
    private final boolean paced;
    /** Shared with whoever injects faults; the count of messages is in it. */
    private final AtomicReference<Optional<OpticalFault>> fault;
    private LineSettings settings = LineSettings.sevenEvenOne(300);

    SpoiltLine(SerialLine line, boolean paced, AtomicReference<Optional<OpticalFault>> fault) {
        this.line = line;
        this.paced = paced;
        this.fault = fault;
    }

    @Override
    public void configure(LineSettings newSettings) throws IOException {
        settings = newSettings;
        line.configure(newSettings);
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        return line.read(into, offset, length, patience);
    }

    @Override
    public void write(byte[] message) throws IOException {
        Optional<OpticalFault> now = fault.getAndUpdate(SpoiltLine::counted);
        if (now.isEmpty() || now.get().skip() > 0) {
            send(message);
            return;
        }
        byte[] spoilt = message.clone();
        switch (now.get().kind()) {
            case NOISE -> {
                send(NOISE);
                send(message);
            }
            case LOST_BYTES -> send(without(message, message.length / 2, Math.min(3, message.length - 1)));
            case WRONG_CHECK -> {
                spoilt[spoilt.length - 1] ^= 1;
                send(spoilt);
            }
            case WRONG_PARITY -> {
                spoilt[spoilt.length / 2] ^= (byte) 0x80;
                send(spoilt);
            }
            case LATE -> {
                pause(LATE);
                send(message);
            }
            case LIFTED -> send(Arrays.copyOf(message, message.length / 2));
            case LOST -> {
                // Nothing is seen of it.
            }
        }
    }

    private static Optional<OpticalFault> counted(Optional<OpticalFault> before) {
        return before.flatMap(fault -> {
            if (fault.skip() > 0) {
                return Optional.of(new OpticalFault(fault.kind(), fault.skip() - 1, fault.times()));
            }
            return fault.times() > 1
                    ? Optional.of(new OpticalFault(fault.kind(), 0, fault.times() - 1))
                    : Optional.empty();
        });
    }

    private void send(byte[] bytes) throws IOException {
        if (!paced) {
            line.write(bytes);
            return;
        }
        int chunk = Math.max(1, settings.baud() / settings.bitsPerCharacter() / CHUNKS_PER_SECOND);
        for (int from = 0; from < bytes.length; from += chunk) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunk));
            line.write(part);
            pause(Duration.ofMillis(1_000L * part.length * settings.bitsPerCharacter() / settings.baud()));
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the meter was switched off", e);
        }
    }

    private static byte[] without(byte[] message, int from, int count) {
        byte[] rest = new byte[message.length - count];
        System.arraycopy(message, 0, rest, 0, Math.min(from, rest.length));
        if (rest.length > from) {
            System.arraycopy(message, from + count, rest, from, rest.length - from);
        }
        return rest;
    }

    @Override
    public void discardInput() throws IOException {
        line.discardInput();
    }

    @Override
    public void close() {
        line.close();
    }
}

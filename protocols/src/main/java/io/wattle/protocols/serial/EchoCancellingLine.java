package io.wattle.protocols.serial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/**
 * A line whose probe may show us our own words: the light of its sender falls into its receiver, as on two-wire RS-485.
 * What comes first after a write and equals it byte for byte is dropped; a line without echo is not changed by this.
 *
 * <p>A meter's answer to a sign-on never begins like it, and in HDLC the addresses differ, so that the first byte that
 * differs shows that there was no echo, and all is handed over. A line whose first answer shows that it has none is not
 * looked at again: later a meter may well repeat what it was sent (the change to HDLC in IEC 62056-21, annex E).
 */
public final class EchoCancellingLine implements SerialLine {
    private final SerialLine line;
    private byte[] expected = {};
    /** Known once an answer began otherwise than what was sent: this line has no echo. */
    private boolean silent;
    /** How many of the expected bytes have come back so far. */
    private int matched;
    /** What was held back as a possible echo and proved to be none, or came after the echo; read from {@code given}. */
    private byte[] ready = {};
    private int given;

    public EchoCancellingLine(SerialLine line) {
        this.line = line;
    }

    @Override
    public void configure(LineSettings settings) throws IOException {
        line.configure(settings);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        ready = new byte[0];
        given = 0;
        expected = silent ? new byte[0] : bytes.clone();
        matched = 0;
        line.write(bytes);
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (given == ready.length && matched < expected.length) {
            byte[] chunk = new byte[256];
            int count = line.read(chunk, 0, chunk.length, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (count == 0) {
                return 0;
            }
            take(chunk, count);
        }
        if (given == ready.length) {
            return line.read(into, offset, length, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        int count = Math.min(length, ready.length - given);
        System.arraycopy(ready, given, into, offset, count);
        given += count;
        return count;
    }

    private void take(byte[] chunk, int count) {
        int i = 0;
        while (i < count && matched < expected.length && chunk[i] == expected[matched]) {
            matched++;
            i++;
        }
        ByteArrayOutputStream handedOver = new ByteArrayOutputStream();
        if (i < count && matched < expected.length) {
            // A sign-on and its answer have the slash in common.
            silent |= matched <= 1;
            handedOver.write(expected, 0, matched);
            matched = expected.length;
        }
        handedOver.write(chunk, i, count - i);
        ready = handedOver.toByteArray();
        given = 0;
    }

    @Override
    public void discardInput() throws IOException {
        ready = new byte[0];
        given = 0;
        expected = new byte[0];
        matched = 0;
        line.discardInput();
    }

    @Override
    public void close() {
        line.close();
    }
}

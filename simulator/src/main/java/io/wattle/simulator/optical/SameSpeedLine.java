package io.wattle.simulator.optical;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.Rfc2217ServerLine;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.time.Duration;

/** What meter and client say is understood only while the client has set the speed and framing that the meter has. */
final class SameSpeedLine implements SerialLine {
    /** A meter answers after 20 to 1500 ms; meanwhile the client changes its speed. */
    private static final Duration REACTION = Duration.ofMillis(300);

    private final Rfc2217ServerLine line;
    private LineSettings meter = LineSettings.sevenEvenOne(300);

    SameSpeedLine(Rfc2217ServerLine line) {
        this.line = line;
    }

    @Override
    public void configure(LineSettings settings) {
        meter = settings;
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        int count = line.read(into, offset, length, patience);
        garble(into, offset, count);
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        line.awaitClient(meter, REACTION);
        byte[] sent = bytes.clone();
        garble(sent, 0, sent.length);
        line.write(sent);
    }

    private void garble(byte[] bytes, int offset, int count) {
        for (int i = offset; !line.clientSettings().equals(meter) && i < offset + count; i++) {
            bytes[i] = (byte) (((bytes[i] * 7) & 0x5F) | 0x20);
        }
    }

    @Override
    public void discardInput() {
        line.discardInput();
    }

    @Override
    public void close() {
        line.close();
    }
}

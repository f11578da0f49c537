package io.wattle.protocols.serial;

import io.wattle.protocols.serial.LineSettings.Parity;
import java.io.IOException;
import java.time.Duration;

/**
 * A line that is eight bits wide without parity, on which seven-bit characters with parity travel: the parity bit is made
 * and checked here. A character whose parity was wrong is handed over with its top bit set, so that the reader sees it.
 *
 * <p>For pseudo terminals, which refuse 7E1 at a speed that they have already, and for serial servers set to 8N1.
 */
public final class SoftwareParityLine implements SerialLine {
    private final SerialLine line;
    private boolean sevenBits;
    private Parity parity = Parity.NONE;

    public SoftwareParityLine(SerialLine line) {
        this.line = line;
    }

    @Override
    public void configure(LineSettings settings) throws IOException {
        line.configure(new LineSettings(settings.baud(), 8, Parity.NONE, settings.stopBits()));
        sevenBits = settings.dataBits() == 7;
        parity = settings.parity();
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        int count = line.read(into, offset, length, patience);
        for (int i = offset; sevenBits && i < offset + count; i++) {
            into[i] = ParityBits.checked(parity, into[i]);
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        byte[] sent = bytes.clone();
        for (int i = 0; sevenBits && i < sent.length; i++) {
            sent[i] = ParityBits.with(parity, sent[i]);
        }
        line.write(sent);
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

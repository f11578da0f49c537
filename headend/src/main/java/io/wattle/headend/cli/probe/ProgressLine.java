package io.wattle.headend.cli.probe;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** A line that shows on a terminal how much has come. How much will come no meter says, so the bar goes round. */
final class ProgressLine implements SerialLine {
    private static final int WIDTH = 30;
    /** Characters to one place of the bar. */
    private static final int CHARS_PER_PLACE = 16;

    private final SerialLine line;
    private final PrintWriter terminal;
    private long chars;
    private String speed = "";

    ProgressLine(SerialLine line, PrintWriter terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    @Override
    public void configure(LineSettings settings) throws IOException {
        line.configure(settings);
        speed = settings.toString();
        show();
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        int count = line.read(into, offset, length, patience);
        if (count > 0) {
            chars += count;
            show();
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        line.write(bytes);
    }

    @Override
    public void discardInput() throws IOException {
        line.discardInput();
    }

    private void show() {
        int filled = (int) (chars / CHARS_PER_PLACE % (WIDTH + 1));
        terminal.print("\r[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + chars + " characters, " + speed
                + "   ");
        terminal.flush();
    }

    @Override
    public void close() {
        line.close();
        terminal.print("\r" + " ".repeat(WIDTH + 45) + "\r");
        terminal.flush();
    }
}

package io.wattle.headend.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter terminal = new StringWriter();

    @Test
    void shouldShowHowMuchHasComeAtWhichSpeedAndLeaveNothingBehind() throws IOException {
        ProgressLine line = new ProgressLine(new Chatty(), new PrintWriter(terminal));
        line.configure(LineSettings.sevenEvenOne(9_600));
        byte[] into = new byte[64];
        for (int i = 0; i < 3; i++) {
            assertThat(line.read(into, 0, into.length, Duration.ofSeconds(1))).isEqualTo(64);
        }

        assertThat(terminal.toString()).contains("[====  ", "64 characters", "192 characters", "9600");
        line.close();
        assertThat(terminal.toString()).endsWith(" \r");
    }

    /** Always has something to say. */
    private static final class Chatty implements SerialLine {
        @Override
        public void configure(LineSettings settings) {}

        @Override
        public int read(byte[] into, int offset, int length, Duration patience) {
            return length;
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void discardInput() {}

        @Override
        public void close() {}
    }
}

package io.wattle.simulator.optical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Serial ports of this machine, which pseudo terminals are too. */
@Timeout(30)
class PseudoCableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    @TempDir
    Path folder;

    @Test
    void shouldCarryBytesOverAPseudoTerminalAtEverySpeedOfTheStandard() throws IOException {
        try (PseudoCable pty = PseudoCable.open(folder);
                SerialLine left = SerialPorts.open(pty.left(), PATIENCE);
                SerialLine right = SerialPorts.open(pty.right(), PATIENCE)) {
            for (int baud : new int[] {300, 300, 600, 1200, 2400, 4800, 9600, 19200, 300}) {
                left.configure(LineSettings.sevenEvenOne(baud));
                right.configure(LineSettings.sevenEvenOne(baud));
                left.write("/?!\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(read(right, 5)).isEqualTo("/?!\r\n");
            }
        }
    }

    @Test
    void shouldOpenAPseudoTerminalAgainAtTheSpeedThatItHas() throws IOException {
        try (PseudoCable pty = PseudoCable.open(folder)) {
            for (int i = 0; i < 3; i++) {
                try (SerialLine left = SerialPorts.open(pty.left(), PATIENCE)) {
                    left.configure(LineSettings.sevenEvenOne(300));
                }
            }
        }
    }

    @Test
    void shouldShowACharacterOfWrongParityByItsTopBit() throws IOException {
        try (PseudoCable pty = PseudoCable.open(folder);
                SerialLine left = SerialPorts.open(pty.left(), PATIENCE);
                SerialLine right = SerialPorts.open(pty.right(), PATIENCE)) {
            left.configure(LineSettings.eightNoneOne(300));
            right.configure(LineSettings.sevenEvenOne(300));
            left.write(new byte[] {'A', 'A' | (byte) 0x80, 'C' | (byte) 0x80, 'C'});
            byte[] read = new byte[4];
            readFully(right, read);
            assertThat(read).containsExactly('A', 'A' | 0x80, 'C', 'C' | 0x80);
        }
    }

    @Test
    void shouldSayWhereSocatToldWhyThereIsNoCable() {
        assertThatThrownBy(() -> PseudoCable.open(folder.resolve("none"))).isInstanceOf(IOException.class);
    }

    private static String read(SerialLine line, int count) throws IOException {
        byte[] read = new byte[count];
        readFully(line, read);
        return new String(read, StandardCharsets.US_ASCII);
    }

    private static void readFully(SerialLine line, byte[] into) throws IOException {
        int count = 0;
        int more;
        do {
            more = line.read(into, count, into.length - count, Duration.ofSeconds(1));
            count += more;
        } while (more > 0 && count < into.length);
    }
}

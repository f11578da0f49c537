package io.wattle.protocols.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real lines over loopback sockets; those over pseudo terminals are tested where there is a cable, in the simulator. */
@Timeout(30)
class SerialLineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void shouldSayThatAPortIsNotThere() {
        assertThatThrownBy(() -> SerialPorts.open("/dev/none-such", PATIENCE)).isInstanceOf(IOException.class)
                .hasMessageContaining("/dev/none-such");
        assertThatThrownBy(() -> SerialPorts.open("tcp://127.0.0.1", PATIENCE)).isInstanceOf(IOException.class)
                .hasMessageContaining("host and port");
        assertThatThrownBy(() -> SerialPorts.open("ftp://127.0.0.1:1", PATIENCE)).isInstanceOf(IOException.class)
                .hasMessageContaining("tcp://");
    }

    @Test
    void shouldCarryBytesToARawSerialServer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SerialLine client = SerialPorts.open("tcp://127.0.0.1:" + server.getLocalPort(), PATIENCE)) {
            SerialLine far = new TcpLine(server.accept());
            client.configure(LineSettings.sevenEvenOne(300));
            client.write(bytes("hello"));
            assertThat(read(far, 5)).isEqualTo("hello");
            assertThat(client.read(new byte[1], 0, 1, Duration.ofMillis(20))).isZero();
            far.write(bytes("old"));
            far.close();
            assertThat(read(client, 3)).isEqualTo("old");
            assertThatThrownBy(() -> client.read(new byte[1], 0, 1, PATIENCE)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldSetSpeedAndFramingOverTelnet() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SerialLine client = SerialPorts.open("rfc2217://127.0.0.1:" + server.getLocalPort(), PATIENCE);
                Rfc2217ServerLine far = new Rfc2217ServerLine(server.accept())) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    return read(far, 3);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            client.configure(LineSettings.sevenEvenOne(9600));
            client.write(new byte[] {1, (byte) 0xFF, 2});
            assertThat(heard.get()).isEqualTo("\u0001\u00FF\u0002");
            assertThat(far.clientSettings()).isEqualTo(LineSettings.sevenEvenOne(9600));
            far.write(new byte[] {(byte) 0xFF, 'x'});
            assertThat(read(client, 2)).isEqualTo("\u00FFx");
        }
    }

    @Test
    void shouldSayThatATelnetServerKnowsNoSerialPorts() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SerialLine client = SerialPorts.open("rfc2217://127.0.0.1:" + server.getLocalPort(), PATIENCE);
                SerialLine far = new TcpLine(server.accept())) {
            far.write(ComPort.option(TelnetDecoder.DONT, ComPort.OPTION));
            assertThatThrownBy(() -> client.configure(LineSettings.sevenEvenOne(300))).hasMessageContaining("RFC 2217");
        }
    }

    @Test
    void shouldDropTheEchoOfWhatWasSentAndNothingElse() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SerialLine client = new EchoCancellingLine(
                        SerialPorts.open("tcp://127.0.0.1:" + server.getLocalPort(), PATIENCE));
                SerialLine far = new TcpLine(server.accept())) {
            client.write(bytes("/?!\r\n"));
            far.write(bytes("/?"));
            assertThat(client.read(new byte[9], 0, 9, Duration.ofMillis(50))).isZero();
            far.write(bytes("!\r\n/ABC5x\r\n"));
            assertThat(read(client, 9)).isEqualTo("/ABC5x\r\n".substring(0, 8)).hasSize(8);
        }
    }

    @Test
    void shouldHandOverAnAnswerThatOnlyBeginsLikeTheQuestion() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SerialLine client = new EchoCancellingLine(
                        SerialPorts.open("tcp://127.0.0.1:" + server.getLocalPort(), PATIENCE));
                SerialLine far = new TcpLine(server.accept())) {
            client.write(bytes("/?!\r\n"));
            far.write(bytes("/ABC5x\r\n"));
            assertThat(read(client, 8)).isEqualTo("/ABC5x\r\n");
        }
    }

    private static String read(SerialLine line, int count) throws IOException {
        byte[] read = new byte[count];
        return new String(read, 0, readFully(line, read), StandardCharsets.ISO_8859_1);
    }

    /** As much as fits, or as comes before the line is quiet for a second. */
    private static int readFully(SerialLine line, byte[] into) throws IOException {
        int count = 0;
        int more;
        do {
            more = line.read(into, count, into.length - count, Duration.ofSeconds(1));
            count += more;
        } while (more > 0 && count < into.length);
        return count;
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}

package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.InboundMeters.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.inbound.ModemMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who dials in to do harm: to have the head-end keep more than it can, or to get others' meters off the line. */
@Timeout(60)
class DlmsHostileDialInTest {
    private static final int WRITTEN_MAX = 24 << 20; // more than sockets hold
    private static final String AARE = "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F04"
            + "00001E1D04000007";

    private final InboundMeters meters = new InboundMeters(InboundSettings.on("127.0.0.1", 0)
            .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(30))
            .withAsk(Optional.of(InboundAsk.usual()
                    .withTimes(Duration.ofMillis(50), Duration.ofSeconds(8)))));

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldHangUpOnAModemThatReadsNoAnswers() throws IOException {
        byte[] plain = ModemMessage.heartbeat("SN5").write();
        byte[] onHdlc = HexFormat.of().parseHex("7E" + HexFormat.of().formatHex(plain));
        for (byte[] heartbeat : List.of(plain, InboundMeters.wrapped(plain), onHdlc)) {
            try (Socket modem = meters.dialIn()) {
                assertThat(written(modem.getOutputStream(), heartbeat)).isLessThan(WRITTEN_MAX);
            }
        }
        Awaitility.await().until(() -> meters.bench.connector.inboundConnections() == 0);
    }

    /** Says the same again and again; how many bytes, until it is hung up on. */
    private static int written(OutputStream out, byte[] one) {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        while (many.size() < 1 << 16) {
            many.writeBytes(one);
        }
        int written = 0;
        try {
            while (written < WRITTEN_MAX) {
                out.write(many.toByteArray());
                written += many.size();
            }
        } catch (IOException hungUp) {
            // As it should be.
        }
        return written;
    }

    @Test
    void shouldHangUpOnWhoSaysItsNameWithoutEnd() throws IOException {
        int answered = 0;
        try (Socket modem = meters.dialIn()) {
            InboundMeters.frame(modem);
            modem.getOutputStream().write(answer(AARE, 0));
            byte[] header = modem.getInputStream().readNBytes(8);
            while (header.length == 8 && answered < 1_000) {
                modem.getInputStream().readNBytes(header[7]);
                String block = "C40281" + "00" + HexFormat.of().toHexDigits(++answered) + "00" + "820400";
                modem.getOutputStream().write(answer(block, 1_024));
                header = modem.getInputStream().readNBytes(8);
            }
        }
        assertThat(answered).isBetween(2, 20);
    }

    private static byte[] answer(String digits, int zeros) {
        return InboundMeters.toPublicClient(HexFormat.of().parseHex(digits + "00".repeat(zeros)));
    }

    @Test
    void shouldKeepAMeterWhoseNameAnotherSaysBesidesItsOwn() throws IOException {
        meters.meter(5);
        meters.meter(6);
        try (Socket honest = relayed("SN6")) {
            assertThat(meters.read(at(6, "SN6?server=6")).meterSerial()).isEqualTo("SN6");
            try (Socket _ = relayed("SN5", "SN6")) {
                assertThat(meters.read(at(5, "SN5?server=5")).meterSerial()).as("what it is").isEqualTo("SN5");
                assertThat(meters.bench.connector.inboundConnections()).isEqualTo(2);
                honest.setSoTimeout(500);
                assertThatExceptionOfType(SocketTimeoutException.class)
                        .isThrownBy(() -> honest.getInputStream().read());
            }
        }
    }

    /** A modem that says these names, and then passes on bytes to the meters. */
    private Socket relayed(String... names) throws IOException {
        Socket modem = meters.dialIn();
        for (String name : names) {
            modem.getOutputStream().write(ModemMessage.heartbeat(name).write());
            byte[] answer = ModemMessage.heartbeat(name).answer();
            assertThat(modem.getInputStream().readNBytes(answer.length)).isEqualTo(answer);
        }
        InboundMeters.join(modem, new Socket(InetAddress.getLoopbackAddress(), meters.bench.server.port()));
        return modem;
    }
}

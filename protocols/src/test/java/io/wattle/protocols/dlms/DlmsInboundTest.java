package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.inbound.ModemMessage;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters that dial in: real sockets, good modems and bad ones. */
class DlmsInboundTest {
    private static final ModemPlan MODEM = new ModemPlan(Duration.ofMillis(100), Duration.ofMillis(20));

    private final DlmsBench bench = new DlmsBench(DlmsBench.settings()
            .withInbound(Optional.of(InboundSettings.on("127.0.0.1", 0)
                    .withTimeouts(Duration.ofMillis(700), Duration.ofMillis(900)))),
            DlmsServerSettings.defaults(), WireFaults.NONE);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldHoldManyConversationsOverOneConnection() {
        dialOut(bench.meter(5));
        CreditLoad load = new CreditLoad("order 1", new MeterQuantity.Energy(700));
        for (int conversation = 0; conversation < 5; conversation++) {
            assertThat(read("SN5", "").balance()).contains(new MeterQuantity.Energy(5_000));
        }
        try (MeterLink link = link("SN5", "")) {
            assertThat(done(await(link.loadCredit(load))).balanceAfter()).isEqualTo(new MeterQuantity.Energy(5_700));
        }
        assertThat(bench.connector.inboundConnections()).isEqualTo(1);
    }

    @Test
    void shouldWaitForAMeterThatIsAboutToDialIn() {
        TestMeter meter = bench.meter(5);
        CompletionStage<Outcome<MeterLink>> open = bench.connector.open(address("SN5", ""));
        dialOut(meter);
        try (MeterLink link = done(await(open))) {
            done(await(link.read()));
        }
    }

    @Test
    void shouldSayThatAMeterHasNotDialledIn() {
        bench.meter(5);
        assertThat(await(bench.connector.open(address("SN5", ""))))
                .isEqualTo(Outcome.refused(Refusal.UNREACHABLE, "meter SN5 has not dialled in"));
    }

    @Test
    void shouldTakeWhoeverDialsInIfAsked() {
        dialOut(bench.meter(5));
        bench.keys.put("*", DlmsBench.keys());
        MeterAddress whoever = MeterAddress.ofWhoever(URI.create("dlms-inbound:*?server=5"));
        try (MeterLink link = done(await(bench.connector.open(whoever)))) {
            assertThat(done(await(link.read())).meterSerial()).isEqualTo("SN5");
        }
    }

    @Test
    void shouldKnowAMeterByTheSystemTitleOfWhatItPushes() throws IOException {
        TestMeter meter = bench.meter(5);
        try (RelayedMeter _ = relayed(bench, HexFormat.of().parseHex("DB084D4D4D0000000005" + "020000"))) {
            assertThat(meter.systemTitle()).containsExactly('M', 'M', 'M', 0, 0, 0, 0, 5);
            assertThat(read("nobody-says-this", "&title=4D4D4D0000000005").meterSerial()).isEqualTo("SN5");
        }
    }

    @Test
    void shouldKnowAMeterByTheNameInADataNotification() throws IOException {
        bench.meter(5);
        byte[] push = HexFormat.of().parseHex("0F0000000100" + "0202" + "0903534E35" + "0600000001");
        try (RelayedMeter _ = relayed(bench, push)) {
            assertThat(read("SN5", "").meterSerial()).isEqualTo("SN5");
        }
    }

    @Test
    void shouldAnswerLoginsAndHeartbeats() throws IOException {
        try (Socket modem = dialIn()) {
            for (ModemMessage message : new ModemMessage[] {ModemMessage.login("SN5"), ModemMessage.heartbeat("SN5"),
                    ModemMessage.heartbeat("SN5")}) {
                modem.getOutputStream().write(wrapped(message.write()));
                assertThat(frame(modem.getInputStream())).isEqualTo(message.answer());
            }
        }
    }

    @Test
    void shouldHangUpOnWhoDoesNotSayWhoItIs() throws IOException {
        try (Socket silent = dialIn(); Socket slow = dialIn()) {
            Thread drip = Thread.ofVirtual().start(() -> drip(slow));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            Awaitility.await().until(() -> bench.connector.inboundConnections() == 0);
            drip.interrupt();
        }
    }

    @Test
    void shouldHangUpOnAMeterThatFellSilent() throws IOException {
        try (Socket modem = dialIn()) {
            modem.getOutputStream().write(wrapped(ModemMessage.login("SN5").write()));
            frame(modem.getInputStream());
            assertThat(modem.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldUseTheNewConnectionWhileTheOldOneHangsAndHangUpOnTheOld() throws IOException {
        TestMeter meter = bench.meter(5);
        try (Socket hanging = dialIn()) {
            hanging.getOutputStream().write(wrapped(ModemMessage.login("SN5").write()));
            frame(hanging.getInputStream());
            dialOut(meter);
            Awaitility.await().until(() -> bench.connector.inboundConnections() == 2);
            Awaitility.await().untilAsserted(() -> assertThat(read("SN5", "").meterSerial()).isEqualTo("SN5"));
            assertThat(hanging.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(bench.connector.inboundConnections()).isEqualTo(1);
    }

    @Test
    void shouldFindOutWhoOnlySaysThatItIsTheMeter() throws IOException {
        dialOut(bench.meter(5));
        read("SN5", "");
        TestMeter impostor = new TestMeter(5, "SN5", DlmsBench.keys(9, 9));
        try (DlmsBench other = new DlmsBench(DlmsBench.settings(), DlmsServerSettings.defaults(), WireFaults.NONE)) {
            other.devices.put(5, impostor);
            try (RelayedMeter _ = relayed(other, ModemMessage.login("SN5").write())) {
                Awaitility.await().untilAsserted(() -> read("SN5", ""));
                Awaitility.await().untilAsserted(() -> read("SN5", ""));
            }
        }
        assertThat(impostor.reads).isEmpty();
    }

    @Test
    void shouldDialAgainWhenAConversationEndedBadly() {
        TestMeter meter = bench.meter(5);
        dialOut(meter);
        read("SN5", "");
        MeterLink link = link("SN5", "");
        // Closed in the middle of a question: a late answer must not be taken for another's.
        CompletionStage<Outcome<MeterReading>> open = link.read();
        link.close();
        await(open);
        assertThat(read("SN5", "").meterSerial()).isEqualTo("SN5");
    }

    private void dialOut(TestMeter meter) {
        bench.server.dialOut(target(), meter, "SN" + meter.logicalAddress(), MODEM);
    }

    private InetSocketAddress target() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), bench.connector.inboundPort().orElseThrow());
    }

    private static MeterAddress address(String name, String more) {
        return new MeterAddress("SN5", URI.create("dlms-inbound:" + name + "?server=5" + more));
    }

    private MeterLink link(String name, String more) {
        return done(await(bench.connector.open(address(name, more))));
    }

    private MeterReading read(String name, String more) {
        try (MeterLink link = link(name, more)) {
            return done(await(link.read()));
        }
    }

    private Socket dialIn() throws IOException {
        Socket socket = new Socket();
        socket.connect(target());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** A modem of another make: says what it is told to, and then passes bytes on to a meter's own port. */
    private RelayedMeter relayed(DlmsBench behind, byte[] firstWords) throws IOException {
        Socket modem = dialIn();
        modem.getOutputStream().write(wrapped(firstWords));
        if (ModemMessage.read(firstWords).isPresent()) {
            frame(modem.getInputStream());
        }
        return new RelayedMeter(modem, new Socket(InetAddress.getLoopbackAddress(), behind.server.port()));
    }

    private record RelayedMeter(Socket modem, Socket meter) implements AutoCloseable {
        RelayedMeter {
            Thread.ofVirtual().start(() -> pump(modem, meter));
            Thread.ofVirtual().start(() -> pump(meter, modem));
        }

        @Override
        public void close() throws IOException {
            modem.close();
            meter.close();
        }

        private static void pump(Socket from, Socket to) {
            try (to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException closed) {
                // One of both hung up, and so does the other.
            }
        }
    }

    /** One byte of a frame after the other, slowly, as who wants to hold a place. */
    private static void drip(Socket socket) {
        try {
            byte[] login = wrapped(ModemMessage.login("SN5").write());
            for (byte octet : login) {
                socket.getOutputStream().write(octet);
                if (socket.getInputStream().available() == 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                }
            }
        } catch (IOException closed) {
            // As it should be.
        }
    }

    private static byte[] wrapped(byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    private static byte[] frame(InputStream in) throws IOException {
        byte[] header = in.readNBytes(8);
        return in.readNBytes(((header[6] & 0xFF) << 8) | (header[7] & 0xFF));
    }
}

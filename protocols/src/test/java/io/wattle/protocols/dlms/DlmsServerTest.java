package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.RelayState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meter side against clients that are hostile, broken, or simply slow; and what the client really sends. */
class DlmsServerTest {
    private static final int SOCKET_TIMEOUT_MS = 5_000;
    private static final DlmsBench FUZZED = DlmsBench.plain();

    @BeforeContainer
    static void startFuzzed() {
        FUZZED.meter(5).register(MeterModel.electricity(), 1, 0, 30);
    }

    @AfterContainer
    static void stopFuzzed() {
        FUZZED.close();
    }

    @Test
    void shouldRefuseEveryFrameOfARecordedConversation() throws IOException {
        try (DlmsBench bench = DlmsBench.plain()) {
            TestMeter meter = bench.meter(5).register(MeterModel.electricity(), 1, 0, 30);
            List<byte[]> frames = recordedFrames(bench, "");
            meter.act(MeterModel.electricity().remoteReconnect(), new CosemValue.Null());
            for (byte[] frame : frames) {
                try (Socket socket = connect(bench.server.port())) {
                    socket.getOutputStream().write(frame);
                    byte[] reply = apdu(socket);
                    assertThat(reply[0] & 0xFF).isIn(ApduTag.EXCEPTION_RESPONSE, ApduTag.RELEASE_RESPONSE);
                }
            }
            try (MeterLink link = bench.link(5)) {
                assertThat(done(await(link.read())).relay()).contains(RelayState.CONNECTED);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 15", "&release=protected, 18"})
    void shouldNeverUseACounterTwiceUnderOneKey(String parameters, int counters) throws IOException {
        try (DlmsBench bench = DlmsBench.plain()) {
            TestMeter meter = bench.meter(5).register(MeterModel.electricity(), 1, 0, 30);
            Set<Long> seen = new HashSet<>();
            for (int conversation = 0; conversation < 3; conversation++) {
                for (byte[] frame : recordedFrames(bench, parameters)) {
                    counterOf(Arrays.copyOfRange(frame, 8, frame.length))
                            .forEach(counter -> assertThat(seen.add(counter)).isTrue());
                }
            }
            // AARQ, proof's ACTION, three services and perhaps RLRQ, three times over; the proof's own lies between.
            assertThat(seen).hasSize(counters);
            assertThat(meter.accepted.values()).containsOnly(1);
        }
    }

    @Test
    void shouldAskForANewRangeBeforeTheOldOneIsUsedUp() {
        try (DlmsBench bench = DlmsBench.plain()) {
            TestMeter meter = bench.meter(5).register(MeterModel.electricity(), 1, 0, 30);
            try (MeterLink link = bench.link(5)) {
                for (int i = 0; i < CounterReserve.RANGE + 20; i++) {
                    done(await(link.read()));
                }
            }
            assertThat(meter.accepted.values()).containsOnly(1);
            assertThat(meter.accepted.lastKey()).isGreaterThan(CounterReserve.RANGE);
        }
    }

    @Test
    void shouldCloseAConnectionThatNeverCompletesAFrame() throws IOException {
        try (DlmsBench bench = new DlmsBench(DlmsBench.settings(),
                DlmsServerSettings.defaults().withIdleTimeout(Duration.ofMillis(200)), WireFaults.NONE);
                Socket slow = connect(bench.server.port())) {
            bench.meter(5).register(MeterModel.electricity(), 1, 0, 30);
            slow.getOutputStream().write(new byte[] {0, 1, 0, 1});
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldCloseAConnectionThatAnnouncesTooMuch() throws IOException {
        try (DlmsBench bench = DlmsBench.plain(); Socket bad = connect(bench.server.port())) {
            bad.getOutputStream().write(new byte[] {0, 1, 0, 1, 0, 5, (byte) 0xFF, (byte) 0xFF});
            assertThat(bad.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldServeSeveralPorts() {
        try (DlmsBench bench = new DlmsBench(DlmsBench.settings(),
                DlmsServerSettings.defaults().withPorts(List.of(0, 0)), WireFaults.NONE)) {
            bench.meter(5).register(MeterModel.electricity(), 1, 0, 30);
            assertThat(bench.server.ports()).hasSize(2).doesNotHaveDuplicates();
            for (int port : bench.server.ports()) {
                bench.link(DlmsConversationTest.at("SN5", "dlms://127.0.0.1:" + port + "?server=5")).close();
            }
        }
    }

    @Property(tries = 150)
    void shouldServeOnWhateverAClientSends(@ForAll @Size(max = 60) byte[] apdu, @ForAll boolean management)
            throws IOException {
        try (Socket socket = connect(FUZZED.server.port())) {
            byte[] frame = new byte[8 + apdu.length];
            frame[1] = 1;
            frame[3] = (byte) (management ? 1 : 16);
            frame[5] = 5;
            frame[7] = (byte) apdu.length;
            System.arraycopy(apdu, 0, frame, 8, apdu.length);
            socket.getOutputStream().write(frame);
        }
        try (MeterLink link = FUZZED.link(5)) {
            assertThat(done(await(link.read())).meterSerial()).isEqualTo("SN5");
        }
    }

    @Property(tries = 60)
    void shouldAnswerInTimeWhateverAMeterSends(@ForAll @Size(min = 1, max = 60) byte[] apdu) throws IOException {
        try (ServerSocket meter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> replyOnce(meter, apdu));
            FUZZED.counters.next.put("SN5/1", 1_000_000L);
            assertThat(await(FUZZED.connector.open(DlmsConversationTest.at("SN5",
                    "dlms://127.0.0.1:" + meter.getLocalPort() + "?server=5")))).isNotNull()
                    .isNotInstanceOf(Outcome.Done.class);
        } finally {
            FUZZED.counters.next.remove("SN5/1");
        }
    }

    private static void replyOnce(ServerSocket meter, byte[] apdu) {
        for (int connection = 0; connection < 2; connection++) {
            try (Socket socket = meter.accept()) {
                apdu(socket);
                byte[] frame = new byte[8 + apdu.length];
                frame[1] = 1;
                frame[3] = 5;
                frame[5] = 1;
                frame[7] = (byte) apdu.length;
                System.arraycopy(apdu, 0, frame, 8, apdu.length);
                socket.getOutputStream().write(frame);
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** What the client sends in one conversation of relay and reading, by way of a tap that records it. */
    private static List<byte[]> recordedFrames(DlmsBench bench, String parameters) throws IOException {
        bench.counters.next.putIfAbsent("SN5/1", 1L);
        try (WireTap tap = new WireTap(bench.server.port())) {
            URI uri = URI.create("dlms://127.0.0.1:" + tap.port() + "?server=5" + parameters);
            try (MeterLink link = bench.link(DlmsConversationTest.at("SN5", uri.toString()))) {
                done(await(link.switchRelay(RelayState.DISCONNECTED)));
            }
            return tap.frames();
        }
    }

    /** The invocation counters that stand in clear in one APDU of the client. */
    private static List<Long> counterOf(byte[] apdu) {
        AxdrReader in = new AxdrReader(apdu);
        int tag = in.unsigned8();
        if (tag == ApduTag.AARQ) {
            byte[] information = AssociationRequest.read(apdu)
                    .orElseThrow()
                    .userInformation();
            return counterOf(information);
        }
        if (tag == ApduTag.RELEASE_REQUEST) {
            return AssociationRequest.releaseInformation(apdu).map(DlmsServerTest::counterOf).orElse(List.of());
        }
        byte[] body = in.octets();
        return List.of(SecurityHeader.of(body).orElseThrow().counter());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SOCKET_TIMEOUT_MS);
        return socket;
    }

    private static byte[] apdu(Socket socket) throws IOException {
        byte[] header = socket.getInputStream().readNBytes(8);
        return socket.getInputStream().readNBytes(((header[6] & 0xFF) << 8) | (header[7] & 0xFF));
    }
}

package io.wattle.protocols.dlms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.certificate.SimulatedAuthority;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.inbound.InboundTls;
import io.wattle.protocols.dlms.server.DlmsServer;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.dlms.server.ModemTls;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Meters that dial in over TLS, and are known by the certificate that they show. */
@Timeout(60)
class DlmsTlsTest {
    @TempDir
    Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestCertificates headEnd;
    private TestCertificates known;
    private DlmsConnector connector;

    @BeforeEach
    void listen() throws Exception {
        headEnd = TestCertificates.of(folder, "head-end");
        known = TestCertificates.of(folder, "SN7");
        InboundSettings settings = InboundSettings.on("127.0.0.1", 0)
                .withTimeouts(Duration.ofSeconds(3), Duration.ofMinutes(1))
                .withTls(new InboundTls(headEnd.certificate(), headEnd.key(), known.trust()));
        connector = own(new DlmsConnector(DlmsBench.settings().withInbound(Optional.of(settings)),
                _ -> Optional.of(DlmsBench.keys()), new TestCounters(), InstantSource.fixed(TestMeter.NOW)));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void shouldKnowAMeterByItsCertificateAndReadIt() throws Exception {
        TestMeter meter = new TestMeter(1, "SN7", DlmsBench.keys());
        DlmsServer server = own(DlmsServer.start(DlmsServerSettings.defaults(), _ -> Optional.of(meter)));
        // The meter itself says nothing: only its certificate tells who it is.
        Socket wire = own(known.clientOf(headEnd)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(),
                        connector.inboundPort().orElseThrow()));
        Socket meterSide = own(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        pipe(wire, meterSide);
        pipe(meterSide, wire);

        try (MeterLink link = DlmsBench.done(DlmsBench.await(
                connector.open(new MeterAddress("SN7", URI.create("dlms-inbound:SN7")))))) {
            assertThat(DlmsBench.done(DlmsBench.await(link.read())).meterSerial()).isEqualTo("SN7");
        }
    }

    @Test
    void shouldLetNobodyInWhoseCertificateNoAuthoritySigned() throws Exception {
        TestCertificates stranger = TestCertificates.of(folder, "SN8");
        Socket wire = own(stranger.clientOf(headEnd)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(),
                        connector.inboundPort().orElseThrow()));
        assertThat(ends(wire)).isTrue();
        assertThat(DlmsBench.await(connector.open(new MeterAddress("SN8", URI.create("dlms-inbound:SN8")))))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void shouldHangUpOnWhoSpeaksInClearOrNotAtAll() throws Exception {
        Socket clear = own(new Socket(InetAddress.getLoopbackAddress(), connector.inboundPort().orElseThrow()));
        clear.getOutputStream().write(new byte[] {0, 1, 0, 1, 0, 1, 0, 3, 0x0A, 2, 1});
        assertThat(ends(clear)).isTrue();
        own(new Socket(InetAddress.getLoopbackAddress(), connector.inboundPort().orElseThrow()));
        Awaitility.await().until(() -> connector.inboundConnections() == 1);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> connector.inboundConnections() == 0);
    }

    @Test
    void shouldSayWhichFileCannotBeUsed() throws Exception {
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "no key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InboundTls(headEnd.certificate(), folder.resolve("missing"), known.trust()))
                .withMessageContaining("missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InboundTls(headEnd.certificate(), rubbish, known.trust()))
                .withMessageContaining("rubbish");
    }

    @Test
    void shouldBeDialledBySimulatedMetersThatShowCertificatesAndBelieveIt() throws Exception {
        SimulatedAuthority authority = new SimulatedAuthority("meters of this test", TestMeter.NOW);
        DlmsConnector trusting = listening(authority);
        dialling(trusting, 7, authority, known); // who believes somebody else
        dialling(trusting, 8, authority, headEnd);
        dialling(trusting, 9, authority, headEnd);

        for (int number = 8; number <= 9; number++) {
            try (MeterLink link = DlmsBench.done(opened(trusting, number))) {
                assertThat(DlmsBench.done(DlmsBench.await(link.read())).meterSerial()).isEqualTo("SN" + number);
            }
        }
        assertThat(opened(trusting, 7)).isInstanceOf(Outcome.Refused.class);
    }

    private static Outcome<MeterLink> opened(DlmsConnector trusting, int number) {
        return DlmsBench.await(trusting.open(new MeterAddress("SN" + number,
                URI.create("dlms-inbound:SN" + number + "?server=" + number))));
    }

    /** It says a name of its modem that nobody asks for: its certificate tells who it is. */
    private void dialling(DlmsConnector to, int number, SimulatedAuthority authority, TestCertificates believed) {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(),
                to.inboundPort().orElseThrow());
        DlmsServer server = own(DlmsServer.start(DlmsServerSettings.defaults(), _ -> Optional.empty()));
        server.dialOut(target, new TestMeter(number, "SN" + number, DlmsBench.keys()), "modem" + number,
                ModemPlan.defaults()
                        .overTls(new ModemTls(authority.issue("SN" + number),
                                ModemTls.authorities(believed.certificate()))));
    }

    private DlmsConnector listening(SimulatedAuthority authority) {
        TrustAnchors trust = TrustAnchors.parse(authority.pem().getBytes(US_ASCII), new byte[0], new byte[0]);
        InboundSettings settings = InboundSettings.on("127.0.0.1", 0)
                .withTls(new InboundTls(headEnd.certificate(), headEnd.key(), trust));
        return own(new DlmsConnector(DlmsBench.settings().withInbound(Optional.of(settings)),
                _ -> Optional.of(DlmsBench.keys()), new TestCounters(), InstantSource.fixed(TestMeter.NOW)));
    }

    /** Whether the other side closes, by an end or by a reset. */
    private static boolean ends(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        try {
            byte[] chunk = new byte[256];
            while (socket.getInputStream().read(chunk) >= 0) {
                // an alert may come first
            }
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private <T extends AutoCloseable> T own(T one) {
        open.add(one);
        return one;
    }

    private static void pipe(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException closed) {
                Thread.currentThread().interrupt(); // the test is over
            }
        });
    }
}

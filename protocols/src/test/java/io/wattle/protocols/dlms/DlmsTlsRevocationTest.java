package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wattle.protocols.dlms.certificate.TestIssuer;
import io.wattle.protocols.dlms.certificate.TestIssuer.Wanted;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.inbound.InboundTls;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.meter.MeterAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Meters that dial in over TLS below an authority that revokes certificates: real sockets, and a port that stays open. */
@Timeout(60)
class DlmsTlsRevocationTest {
    private static final SecuritySuite SUITE = SecuritySuite.SUITE_1;
    private static final Instant LONG_AGO = TestIssuer.NOW.minus(Duration.ofDays(1));
    private static final Instant LATER = TestIssuer.NOW.plus(Duration.ofDays(1));

    @TempDir
    Path folder;
    private final TestIssuer root = TestIssuer.root("meters-root", SUITE);
    private final TestIssuer sub = root.below(Wanted.authority("meters-sub", SUITE, 0));
    private final EllipticKeys.Pair pair = new EllipticKeys(SUITE).generate();
    private final byte[] meter = sub.issue(Wanted.of("SN7", SUITE, TestIssuer.SIGNING), pair);
    private final BigInteger number = sub.lastNumber();
    private final AtomicReference<Instant> now = new AtomicReference<>(TestIssuer.NOW);
    private final AtomicReference<TrustAnchors> trust = new AtomicReference<>(believing(List.of(sub.der())));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.wattle.protocols.dlms.inbound");
    private TestCertificates headEnd;
    private DlmsConnector connector;

    @BeforeEach
    void listen() throws Exception {
        log.start();
        logger.addAppender(log);
        headEnd = TestCertificates.of(folder, "head-end");
        connector = new DlmsConnector(DlmsBench.settings()
                .withInbound(Optional.of(InboundSettings.on("127.0.0.1", 0)
                        .withTls(new InboundTls(headEnd.certificate(), headEnd.key(), trust::get)))),
                _ -> Optional.of(DlmsBench.keys()), new TestCounters(), now::get);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        connector.close();
    }

    @Test
    void shouldLetAMeterInBelowAnAuthorityThatIsKnownOrThatTheMeterShows() throws Exception {
        assertThat(getsIn(client(meter))).isTrue();
        trust.set(believing(List.of()));
        assertThat(getsIn(client(meter))).isFalse();
        assertThat(getsIn(client(meter, sub.der()))).isTrue();
        trust.set(TrustAnchors.parse(pem("CERTIFICATE", List.of(root.impostor().der())), new byte[0], new byte[0]));
        assertThat(getsIn(client(meter, sub.der()))).isFalse();
        assertThat(said()).containsExactly(
                "has an authority CN=meters-sub that is not signed by CN=meters-root, whom it names");
    }

    @Test
    void shouldTurnARevokedMeterAwayAndGoByAListThatIsRenewedWithoutAnotherStart() throws Exception {
        trust.set(believing(List.of(sub.der()), root.list(LONG_AGO, LATER), sub.list(LONG_AGO, LATER, BigInteger.TEN)));
        assertThat(getsIn(client(meter))).isTrue();
        trust.set(believing(List.of(sub.der()), root.list(LONG_AGO, LATER), sub.list(LONG_AGO, LATER, number)));
        assertThat(getsIn(client(meter))).isFalse();
        assertThat(getsIn(client(meter))).isFalse();
        assertThat(said()).as("once").containsExactly("was revoked by CN=meters-sub at " + LONG_AGO);
        trust.set(believing(List.of(sub.der()), root.list(LONG_AGO, LATER), sub.list(LONG_AGO, LATER)));
        assertThat(getsIn(client(meter))).isTrue();
    }

    /** Who sets a meter up has nothing else to go by; who knocks at every port does not fill the log. */
    @Test
    void shouldTellOnceOfWhomShowsNoCertificateOrSpeaksNoTls() throws Exception {
        TestCertificates another = TestCertificates.of(folder, "another");
        for (int knock = 0; knock < 2; knock++) {
            assertThat(getsIn(TestCertificates.stranger(headEnd))).isFalse();
            assertThat(getsIn(TestCertificates.stranger(another))).isFalse();
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(),
                    connector.inboundPort().orElseThrow())) {
                plain.setSoTimeout(20_000);
                plain.getOutputStream().write("0001000100100004 and so on".getBytes(StandardCharsets.US_ASCII));
                assertThat(plain.getInputStream().readAllBytes()).hasSizeLessThan(20); // an alert at most
            }
        }
        await().untilAsserted(() -> assertThat(turnedAway()).containsExactly("it shows no certificate",
                "it does not take our certificate or our TLS", "it speaks no TLS"));
    }

    private List<String> turnedAway() {
        return Stream.of(log.list.toArray(ILoggingEvent[]::new))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("turned away: "))
                .map(line -> line.replaceFirst("meter that dialled in from /127.0.0.1:[0-9]+ was turned away: ", ""))
                .toList();
    }

    @Test
    void shouldTurnARevokedAuthoritysMetersAway() throws Exception {
        trust.set(believing(List.of(sub.der()), root.list(LONG_AGO, LATER, root.lastNumber()),
                sub.list(LONG_AGO, LATER)));
        assertThat(getsIn(client(meter))).isFalse();
        assertThat(said()).containsExactly(
                "has an authority CN=meters-sub that was revoked by CN=meters-root at " + LONG_AGO);
    }

    @Test
    void shouldTurnEveryoneAwayWhoseAuthoritysListRanOutAndSayWhich() throws Exception {
        trust.set(believing(List.of(sub.der()), root.list(LONG_AGO, LATER.plus(Duration.ofDays(9))),
                sub.list(LONG_AGO, LATER)));
        now.set(LATER.plus(Duration.ofMinutes(10)));
        assertThat(getsIn(client(meter))).as("a quarter of an hour's grace").isTrue();
        now.set(LATER.plus(Duration.ofMinutes(20)));
        assertThat(getsIn(client(meter))).isFalse();
        assertThat(said()).containsExactly("may be revoked: the list of CN=meters-sub ran out at " + LATER);
    }

    @Test
    void shouldNeedAListOfEachAuthorityOnceThereIsOne() throws Exception {
        trust.set(believing(List.of(sub.der()), sub.list(LONG_AGO, LATER)));
        assertThat(getsIn(client(meter))).isFalse();
        assertThat(said()).containsExactly(
                "has an authority CN=meters-sub that may be revoked: there is no list of CN=meters-root");
    }

    /** A session that is resumed shows no certificate anew: it would outlive its revocation. */
    @Test
    void shouldTurnARevokedMeterAwayThatResumesASession() throws Exception {
        SSLContext client = client(meter);
        assertThat(getsIn(client)).isTrue();
        trust.set(believing(List.of(sub.der()), root.list(LONG_AGO, LATER), sub.list(LONG_AGO, LATER, number)));
        assertThat(getsIn(client)).isFalse();
        Awaitility.await().until(() -> connector.inboundConnections() == 0);
    }

    @Test
    void shouldTurnACertificateAwayThatIsForSomethingElseOrNotValidNow() throws Exception {
        Wanted wanted = Wanted.of("SN7", SUITE, TestIssuer.SIGNING);
        for (Wanted other : List.of(wanted.forTls(), wanted.forUse(TestIssuer.AGREEMENT),
                wanted.during(LONG_AGO, LONG_AGO.plusSeconds(60)), wanted.during(LATER, LATER.plusSeconds(60)))) {
            assertThat(getsIn(client(sub.issue(other, pair)))).as(other.toString()).isFalse();
        }
        assertThat(said()).containsExactly("is not for clients in TLS (extendedKeyUsage)",
                "is not for digitalSignature (keyUsage)", "expired at " + LONG_AGO.plusSeconds(60),
                "is not valid before " + LATER);
    }

    private TrustAnchors believing(List<byte[]> issuers, byte[]... lists) {
        return TrustAnchors.parse(pem("CERTIFICATE", List.of(root.der())), pem("CERTIFICATE", issuers),
                pem("X509 CRL", List.of(lists)));
    }

    private static byte[] pem(String kind, List<byte[]> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(der -> text.append("-----BEGIN ")
                .append(kind)
                .append("-----\n")
                .append(Base64.getMimeEncoder().encodeToString(der))
                .append("\n-----END ")
                .append(kind)
                .append("-----\n"));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private SSLContext client(byte[]... chain) throws Exception {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, pair.secret()),
                        curve.getParameterSpec(ECParameterSpec.class)));
        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        Certificate[] shown = new Certificate[chain.length];
        for (int i = 0; i < chain.length; i++) {
            shown[i] = x509.generateCertificate(new ByteArrayInputStream(chain[i]));
        }
        return TestCertificates.client(key, shown, headEnd);
    }

    /** Whether the head-end speaks to the meter that is called so, once it has dialled in. */
    private boolean getsIn(SSLContext client) {
        var _ = connector.open(new MeterAddress("SN7", URI.create("dlms-inbound:SN7")));
        try (Socket wire = client.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), connector.inboundPort().orElseThrow())) {
            wire.setSoTimeout(20_000);
            return wire.getInputStream().read() == 0; // the wrapper's version
        } catch (IOException turnedAway) {
            return false;
        }
    }

    /** Why meters were turned away, as the log has it. */
    private List<String> said() {
        return Stream.of(log.list.toArray(ILoggingEvent[]::new))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("CN=SN7"))
                .map(line -> line.replaceFirst(".*CN=SN7, ", ""))
                .toList();
    }
}

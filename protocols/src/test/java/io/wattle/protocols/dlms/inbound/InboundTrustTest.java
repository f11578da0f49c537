package io.wattle.protocols.dlms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wattle.protocols.dlms.certificate.TestIssuer;
import io.wattle.protocols.dlms.certificate.TestIssuer.Wanted;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.certificate.TrustSource;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who is turned away, and what is said of it. */
class InboundTrustTest {
    private static final SecuritySuite SUITE = SecuritySuite.SUITE_1;

    private final TestIssuer root = TestIssuer.root("meters-root", SUITE);
    private final TestIssuer stranger = TestIssuer.root("stranger", SUITE);
    private final EllipticKeys.Pair pair = new EllipticKeys(SUITE).generate();

    @Test
    void shouldWriteNoMoreLinesThanAreReadAboutAStrangerWithEverOtherCertificates() throws CertificateException {
        InboundTrust trust = new InboundTrust(believing(), InstantSource.fixed(TestIssuer.NOW));
        Logger logger = (Logger) LoggerFactory.getLogger(InboundTrust.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        for (int i = 0; i < 1_200; i++) {
            assertThat(trust.refuses(certificate())).isPresent();
        }
        logger.detachAppender(log);
        logger.setAdditive(true);
        assertThat(log.list).hasSize(1_001).last().asString().contains("no more before");
    }

    private Certificate[] certificate() throws CertificateException {
        byte[] der = stranger.issue(Wanted.of("SN7", SUITE, TestIssuer.SIGNING), pair);
        return new Certificate[] {CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))};
    }

    private TrustSource believing() {
        TrustAnchors anchors = TrustAnchors.parse(("-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(root.der())
                + "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII), new byte[0], new byte[0]);
        return () -> anchors;
    }
}

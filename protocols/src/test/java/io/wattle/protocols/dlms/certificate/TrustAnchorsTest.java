package io.wattle.protocols.dlms.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.security.SecuritySuite;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which certificates are believed, and why the others are not. */
class TrustAnchorsTest {
    private static final String TITLE = "4D4D4D0000000001";

    private static final TestIssuer AUTHORITY = TestIssuer.root("ours", SecuritySuite.SUITE_1);
    private static final TestIssuer OTHER = TestIssuer.root("other", SecuritySuite.SUITE_1);
    private static final Instant NOW = TestIssuer.NOW;

    @Test
    void shouldGiveThePublicKeyOfAGoodCertificate() {
        byte[] der = AUTHORITY.issue(wanted(TITLE.toLowerCase(Locale.ROOT)));
        CertificateCheck.Trusted trusted = (CertificateCheck.Trusted) check(der, CertificateUse.SIGNING);
        assertThat(MeterCertificate.read(der).orElseThrow().publicKey(SecuritySuite.SUITE_1))
                .hasValueSatisfying(key -> assertThat(trusted.publicKey()).isEqualTo(key));
    }

    @Test
    void shouldRefuseByName() {
        byte[] good = AUTHORITY.issue(wanted(TITLE));
        assertThat(reason(good, CertificateUse.AGREEMENT)).isEqualTo("is not for keyAgreement (keyUsage)");
        assertThat(reason(AUTHORITY.issue(wanted("4D4D4D0000000002")), CertificateUse.SIGNING))
                .isEqualTo("is not that of system title " + TITLE + " (common name)");
        assertThat(reason(AUTHORITY.issue(wanted(TITLE).limited(0)), CertificateUse.SIGNING))
                .isEqualTo("is that of an authority");
        assertThat(reason(OTHER.issue(wanted(TITLE)), CertificateUse.SIGNING))
                .contains("CN=other, who is no trust anchor");
        assertThat(reason(good, NOW.plusSeconds(400L * 86_400))).startsWith("expired at ");
        assertThat(reason(good, NOW.minusSeconds(400L * 86_400))).startsWith("is not valid before ");
        assertThat(reason(new byte[] {0x30, 1}, CertificateUse.SIGNING)).isEqualTo("is no X.509 certificate");
        assertThat(reason(new byte[5_000], CertificateUse.SIGNING)).isEqualTo("is longer than 4096 bytes");
        byte[] forged = good.clone();
        forged[forged.length - 3] ^= 1; // in the signature
        assertThat(reason(forged, CertificateUse.SIGNING)).isEqualTo("is not signed by CN=ours, whom it names");
        assertThat(anchors().check(good, CertificateUse.SIGNING, TITLE, SecuritySuite.SUITE_2, NOW)).isEqualTo(
                new CertificateCheck.Refused("holds a key that is not on the curve of suite 2"));
    }

    private static TestIssuer.Wanted wanted(String commonName) {
        return TestIssuer.Wanted.of(commonName, SecuritySuite.SUITE_1, TestIssuer.SIGNING);
    }

    private static TrustAnchors anchors() {
        return TrustAnchors.parse(AUTHORITY.der(), new byte[0], new byte[0]);
    }

    private static CertificateCheck check(byte[] der, CertificateUse use) {
        return anchors().check(der, use, TITLE, SecuritySuite.SUITE_1, NOW);
    }

    private static String reason(byte[] der, CertificateUse use) {
        return ((CertificateCheck.Refused) check(der, use)).reason();
    }

    private static String reason(byte[] der, Instant at) {
        return ((CertificateCheck.Refused) anchors().check(der, CertificateUse.SIGNING, TITLE, SecuritySuite.SUITE_1,
                at))
                .reason();
    }
}

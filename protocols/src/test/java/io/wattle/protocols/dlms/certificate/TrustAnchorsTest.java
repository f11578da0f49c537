package io.wattle.protocols.dlms.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates are believed, and why the others are not. */
class TrustAnchorsTest {
    private static final String TITLE = "4D4D4D0000000001";

    @TempDir
    static Path folder;
    private static TestAuthority authority;
    private static TestAuthority other;
    private static Instant now;

    @BeforeAll
    static void make() throws Exception {
        authority = new TestAuthority(folder, "ours", "secp256r1");
        other = new TestAuthority(folder, "other", "secp256r1");
        now = authority.certificate().getNotBefore().toInstant().plusSeconds(86_400);
    }

    @Test
    void shouldGiveThePublicKeyOfAGoodCertificate() throws Exception {
        byte[] der = authority.certify(TITLE.toLowerCase(java.util.Locale.ROOT), "digitalSignature");
        CertificateCheck.Trusted trusted = (CertificateCheck.Trusted) check(der, CertificateUse.SIGNING);
        byte[] message = {1, 2, 3};
        EllipticKeys curve = new EllipticKeys(SecuritySuite.SUITE_1);
        assertThat(curve.verify(trusted.publicKey(), message, curve.sign(authority.secret(), message))).isTrue();
    }

    @Test
    void shouldRefuseByName() throws Exception {
        byte[] good = authority.certify(TITLE, "digitalSignature");
        assertThat(reason(good, CertificateUse.AGREEMENT)).isEqualTo("is not for keyAgreement (keyUsage)");
        assertThat(reason(authority.certify("4D4D4D0000000002", "digitalSignature"), CertificateUse.SIGNING))
                .isEqualTo("is not that of system title " + TITLE + " (common name)");
        assertThat(reason(authority.certify(TITLE, "digitalSignature", "-ext", "bc=ca:true"), CertificateUse.SIGNING))
                .isEqualTo("is that of an authority");
        assertThat(reason(other.certify(TITLE, "digitalSignature"), CertificateUse.SIGNING))
                .contains("CN=other, who is no trust anchor");
        assertThat(reason(good, now.plusSeconds(200L * 86_400))).startsWith("expired at ");
        assertThat(reason(good, now.minusSeconds(30L * 86_400))).startsWith("is not valid before ");
        assertThat(reason(new byte[] {0x30, 1}, CertificateUse.SIGNING)).isEqualTo("is no X.509 certificate");
        assertThat(reason(new byte[5_000], CertificateUse.SIGNING)).isEqualTo("is longer than 4096 bytes");
        byte[] forged = good.clone();
        forged[forged.length - 3] ^= 1; // in the signature
        assertThat(reason(forged, CertificateUse.SIGNING)).isEqualTo("is not signed by the trust anchor that it names");
        assertThat(anchors().check(good, CertificateUse.SIGNING, TITLE, SecuritySuite.SUITE_2, now)).isEqualTo(
                new CertificateCheck.Refused("holds a key that is not on the curve of suite 2"));
    }

    private static TrustAnchors anchors() throws Exception {
        return new TrustAnchors(List.of(authority.certificate()));
    }

    private static CertificateCheck check(byte[] der, CertificateUse use) throws Exception {
        return anchors().check(der, use, TITLE, SecuritySuite.SUITE_1, now);
    }

    private static String reason(byte[] der, CertificateUse use) throws Exception {
        return ((CertificateCheck.Refused) check(der, use)).reason();
    }

    private static String reason(byte[] der, Instant at) throws Exception {
        return ((CertificateCheck.Refused) anchors().check(der, CertificateUse.SIGNING, TITLE, SecuritySuite.SUITE_1,
                at))
                .reason();
    }
}

package io.wattle.headend.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.TrustFiles;
import io.wattle.protocols.dlms.certificate.CertificateCheck;
import io.wattle.protocols.dlms.certificate.CertificateUse;
import io.wattle.protocols.dlms.certificate.MeterCertificate;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of authorities and of what they revoked, by the JDK's keytool, while somebody goes by them. */
class TrustFilesTest {
    private static final String TITLE = "4D4D4D0000000001";

    @TempDir
    private Path folder;
    private Path anchors = Path.of("none");
    private Path lists = Path.of("none");

    @BeforeEach
    void place() {
        anchors = folder.resolve("root.pem");
        lists = folder.resolve("revoked.pem");
    }

    @Test
    void shouldGoByTheListsThatAreThereNow() throws Exception {
        MeterAuthority authority = new MeterAuthority(folder);
        Files.writeString(anchors, "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(authority.certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n");
        byte[] meter = authority.certifyStranger(TITLE, "digitalSignature");
        authority.revoke(BigInteger.TWO, lists);
        TrustFiles files = TrustFiles.open(anchors, Optional.empty(), Optional.of(lists));
        assertThat(check(files, meter, begin())).isInstanceOf(CertificateCheck.Trusted.class);
        authority.revoke(new BigInteger(MeterCertificate.read(meter).orElseThrow().serial(), 16), lists);
        assertThat(reason(check(files, meter, begin()))).startsWith("was revoked by CN=ours at ");
        Instant late = begin().plus(Duration.ofDays(400));
        assertThat(reason(check(files, meter, late))).startsWith("may be revoked: the list of CN=ours ran out at ");
        Instant now = begin();
        Files.writeString(lists, "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
        assertThat(reason(check(files, meter, now))).as("stays as it was").startsWith("was revoked by CN=ours at ");
        assertThatThrownBy(() -> TrustFiles.open(anchors, Optional.empty(), Optional.of(lists)))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("lists of revoked certificates cannot be read");
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        assertThatThrownBy(() -> TrustFiles.open(anchors, Optional.empty(), Optional.empty()))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith(anchors + ": cannot be read");
    }

    private static CertificateCheck check(TrustFiles files, byte[] meter, Instant now) {
        return files.current().check(meter, CertificateUse.SIGNING, TITLE, SecuritySuite.SUITE_1, now);
    }

    private static String reason(CertificateCheck check) {
        return ((CertificateCheck.Refused) check).reason();
    }

    /** When the list that is there comes into force: keytool takes the time of the machine. */
    private Instant begin() throws Exception {
        try (InputStream in = Files.newInputStream(lists)) {
            return ((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in)).getThisUpdate()
                    .toInstant()
                    .plusSeconds(60);
        }
    }
}

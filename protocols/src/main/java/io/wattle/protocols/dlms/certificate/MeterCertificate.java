package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** What a certificate says, be it believed or not: {@link TrustAnchors} believes. Immutable. */
public final class MeterCertificate {
    private final X509Certificate certificate;
    private final byte[] der;

    private MeterCertificate(X509Certificate certificate, byte[] der) {
        this.certificate = certificate;
        this.der = der;
    }

    /** In DER or PEM; empty if it is no X.509 certificate, or longer than 4096 bytes. */
    public static Optional<MeterCertificate> read(byte[] bytes) {
        return CertificateFiles.certificate(bytes).flatMap(certificate -> {
            try {
                return Optional.of(new MeterCertificate(certificate, certificate.getEncoded()));
            } catch (CertificateEncodingException unwritable) {
                return Optional.empty();
            }
        });
    }

    X509Certificate x509() {
        return certificate;
    }

    /** The certificate itself, in DER. */
    public byte[] der() {
        return der.clone();
    }

    /** Its serial number, in hexadecimal digits. */
    public String serial() {
        return HexFormat.of().formatHex(certificate.getSerialNumber().toByteArray());
    }

    /** Who signed it, a name in DER. */
    public byte[] issuer() {
        return certificate.getIssuerX500Principal().getEncoded();
    }

    /** Whose it is, a name in DER. */
    public byte[] subject() {
        return certificate.getSubjectX500Principal().getEncoded();
    }

    /** Whether it is of an authority, which signs others. */
    public boolean isAuthority() {
        return certificate.getBasicConstraints() >= 0;
    }

    /** Whether its key is for that (keyUsage). */
    public boolean isFor(CertificateUse use) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[use.bit];
    }

    /** Whether its subject's common name is that system title, sixteen hexadecimal digits. */
    public boolean isOf(String title) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()
                    .stream()
                    .anyMatch(part -> part.getType().equalsIgnoreCase("CN")
                            && String.valueOf(part.getValue()).equalsIgnoreCase(title));
        } catch (InvalidNameException none) {
            return false;
        }
    }

    /** Two coordinates; empty if its key is not on the suite's curve. */
    public Optional<byte[]> publicKey(SecuritySuite suite) {
        return new EllipticKeys(suite).raw(certificate.getPublicKey());
    }
}

package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * The authorities whose word for a meter's public key is believed: those that sign meters' certificates themselves, roots or
 * not. Immutable, safe for use by many threads.
 */
public final class TrustAnchors {
    private static final int CERTIFICATE_BYTES_MAX = 4_096;
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int CERTIFICATE_SIGNING = 5; // keyUsage: keyCertSign

    private final List<X509Certificate> authorities;

    /** @param authorities one at least */
    public TrustAnchors(Collection<X509Certificate> authorities) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("there must be one authority at least");
        }
        this.authorities = List.copyOf(authorities);
    }

    /**
     * Reads a file in PEM.
     *
     * @throws IllegalArgumentException if it cannot be read or holds no certificate
     */
    public static TrustAnchors read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IllegalArgumentException(file + " is longer than " + FILE_BYTES_MAX + " bytes");
            }
            return new TrustAnchors(factory().generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList());
        } catch (IOException | CertificateException bad) {
            throw new IllegalArgumentException("certificates cannot be read from " + file + ": " + bad.getMessage(),
                    bad);
        }
    }

    /**
     * Whether a certificate in DER gives the public key of the meter with that system title, for that use, now.
     *
     * @param title sixteen hexadecimal digits, which the certificate has as its subject's common name
     */
    public CertificateCheck check(byte[] der, CertificateUse use, String title, SecuritySuite suite, Instant now) {
        if (der.length > CERTIFICATE_BYTES_MAX) {
            return new CertificateCheck.Refused("is longer than " + CERTIFICATE_BYTES_MAX + " bytes");
        }
        X509Certificate certificate;
        try {
            certificate = (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | ClassCastException unreadable) {
            return new CertificateCheck.Refused("is no X.509 certificate");
        }
        Optional<String> reason = invalid(certificate, now).or(() -> unsigned(certificate, now))
                .or(() -> misused(certificate, use))
                .or(() -> foreign(certificate, title));
        Optional<byte[]> key = new EllipticKeys(suite).raw(certificate.getPublicKey());
        return reason.or(() -> key.isPresent()
                ? Optional.empty()
                : Optional.of("holds a key that is not on the curve of suite " + suite.number()))
                .<CertificateCheck>map(CertificateCheck.Refused::new)
                .orElseGet(() -> new CertificateCheck.Trusted(key.orElseThrow()));
    }

    private static Optional<String> invalid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return Optional.empty();
        } catch (CertificateExpiredException late) {
            return Optional.of("expired at " + certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException early) {
            return Optional.of("is not valid before " + certificate.getNotBefore().toInstant());
        }
    }

    private Optional<String> unsigned(X509Certificate certificate, Instant now) {
        List<X509Certificate> named = authorities.stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .toList();
        if (named.isEmpty()) {
            return Optional.of("was issued by " + certificate.getIssuerX500Principal().getName()
                    + ", who is no trust anchor");
        }
        Optional<String> reason = Optional.of("is not signed by the trust anchor that it names");
        for (X509Certificate authority : named) {
            if (isSigned(certificate, authority)) {
                reason = mayIssue(authority)
                        ? invalid(authority, now).map(why -> "has a trust anchor that " + why)
                        : Optional.of("has a trust anchor that may not sign certificates");
                if (reason.isEmpty()) {
                    return reason;
                }
            }
        }
        return reason;
    }

    private static boolean mayIssue(X509Certificate authority) {
        boolean[] usage = authority.getKeyUsage();
        return authority.getBasicConstraints() >= 0 && (usage == null || usage[CERTIFICATE_SIGNING]);
    }

    private static boolean isSigned(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return certificate.getSigAlgName().contains("ECDSA");
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }

    private static Optional<String> misused(X509Certificate certificate, CertificateUse use) {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() >= 0) {
            return Optional.of("is that of an authority");
        }
        return usage != null && usage[use.bit]
                ? Optional.empty()
                : Optional.of("is not for " + use.word + " (keyUsage)");
    }

    private static Optional<String> foreign(X509Certificate certificate, String title) {
        try {
            boolean ours = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()
                    .stream()
                    .anyMatch(part -> part.getType().equalsIgnoreCase("CN")
                            && String.valueOf(part.getValue()).equalsIgnoreCase(title));
            return ours ? Optional.empty() : Optional.of("is not that of system title " + title + " (common name)");
        } catch (InvalidNameException none) {
            return Optional.of("has no subject that can be read");
        }
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException broken) {
            throw new IllegalStateException("no X.509 on this platform", broken);
        }
    }

    @Override
    public String toString() {
        return "TrustAnchors[" + authorities.stream().map(one -> one.getSubjectX500Principal().getName()).toList()
                + "]";
    }
}

package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The authorities whose word for a meter's public key is believed: roots, or others that are believed like roots; with those
 * for whom they vouch, and what was revoked. Immutable, safe for use by many threads.
 */
public final class TrustAnchors implements TrustSource {
    private static final int CERTIFICATE_SIGNING = 5; // keyUsage: keyCertSign
    private static final String TLS_CLIENT = "1.3.6.1.5.5.7.3.2"; // RFC 5280, id-kp-clientAuth
    private static final String ANY_PURPOSE = "2.5.29.37.0"; // anyExtendedKeyUsage

    private final List<X509Certificate> anchors;
    private final CertificatePaths paths;

    private TrustAnchors(Collection<X509Certificate> anchors, CertificatePaths paths) {
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("there must be one authority at least");
        }
        this.anchors = List.copyOf(anchors);
        this.paths = paths;
    }

    /** @param anchors one at least, who sign meters' certificates themselves */
    public TrustAnchors(Collection<X509Certificate> anchors) {
        this(anchors, new CertificatePaths(List.of(), List.of()));
    }

    /**
     * Reads what is written in PEM.
     *
     * @param anchors one certificate at least
     * @param issuers certificates of authorities between an anchor and meters; may be empty
     * @param lists of revoked certificates; if any is given, one in force is needed of every authority on the way
     * @throws IllegalArgumentException if something of it cannot be read
     */
    public static TrustAnchors parse(byte[] anchors, byte[] issuers, byte[] lists) {
        return new TrustAnchors(CertificateFiles.certificates("trust anchors", anchors), new CertificatePaths(
                CertificateFiles.certificates("issuing authorities", issuers), CertificateFiles.lists(lists)));
    }

    /**
     * Whether a certificate in DER gives the public key of the meter with that system title, for that use, now.
     *
     * @param title sixteen hexadecimal digits, which the certificate has as its subject's common name
     */
    public CertificateCheck check(byte[] der, CertificateUse use, String title, SecuritySuite suite, Instant now) {
        if (der.length > CertificateFiles.CERTIFICATE_BYTES_MAX) {
            return new CertificateCheck.Refused("is longer than " + CertificateFiles.CERTIFICATE_BYTES_MAX + " bytes");
        }
        Optional<MeterCertificate> read = MeterCertificate.read(der);
        if (read.isEmpty()) {
            return new CertificateCheck.Refused("is no X.509 certificate");
        }
        MeterCertificate certificate = read.get();
        Optional<String> reason = untimely(certificate.x509(), now).or(() -> offTheCurve(certificate.x509(), suite))
                .or(() -> unvouched(certificate.x509(), paths, Optional.of(suite), now))
                .or(() -> misused(certificate, use))
                .or(() -> certificate.isOf(title)
                        ? Optional.empty()
                        : Optional.of("is not that of system title " + title + " (common name)"));
        return reason.<CertificateCheck>map(CertificateCheck.Refused::new)
                .orElseGet(() -> new CertificateCheck.Trusted(
                        new EllipticKeys(suite).raw(certificate.x509().getPublicKey()).orElseThrow()));
    }

    /**
     * Why a peer in TLS is not let in as a client, if it is not. One whose own certificate is among the anchors is.
     *
     * @param chain as the peer sent it, its own certificate first; what follows is believed only if an anchor vouches for it
     */
    public Optional<String> refusesClient(List<X509Certificate> chain, Instant now) {
        if (chain.isEmpty()) {
            return Optional.of("shows no certificate");
        }
        X509Certificate own = chain.getFirst();
        if (anchors.contains(own)) {
            return untimely(own, now);
        }
        return untimely(own, now).or(() -> noClient(own))
                .or(() -> unvouched(own, paths.with(chain.subList(1, chain.size())), Optional.empty(), now));
    }

    /** Who may have signed a certificate that is believed: the anchors, and the authorities below them. */
    public List<X509Certificate> authorities() {
        return Stream.concat(anchors.stream(), paths.issuers().stream()).toList();
    }

    @Override
    public TrustAnchors current() {
        return this;
    }

    /** Why a certificate is not valid now, if it is not. */
    static Optional<String> untimely(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return Optional.empty();
        } catch (CertificateExpiredException late) {
            return Optional.of("expired at " + certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException early) {
            return Optional.of("is not valid before " + certificate.getNotBefore().toInstant());
        }
    }

    /** Why an authority cannot be gone by now, if it cannot: PKIX itself does not look at its trust anchors. */
    static Optional<String> unfit(X509Certificate authority, Optional<SecuritySuite> suite, Instant now) {
        boolean[] usage = authority.getKeyUsage();
        if (authority.getBasicConstraints() < 0 || (usage != null && !usage[CERTIFICATE_SIGNING])) {
            return Optional.of("may not sign certificates");
        }
        return suite.filter(one -> !SuiteCurves.isStrongEnough(one, authority))
                .map(SuiteCurves::foreign)
                .or(() -> untimely(authority, now));
    }

    private Optional<String> unvouched(X509Certificate certificate, CertificatePaths ways,
            Optional<SecuritySuite> suite, Instant now) {
        List<X509Certificate> fit = anchors.stream().filter(anchor -> unfit(anchor, suite, now).isEmpty()).toList();
        return ways.lead(certificate, fit, suite, now)
                ? Optional.empty()
                : Optional.of(new PathFault(ways, anchors, suite, now).of(certificate));
    }

    private static Optional<String> noClient(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[CertificateUse.SIGNING.bit]) {
            return Optional.of("is not for " + CertificateUse.SIGNING.word + " (keyUsage)");
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.contains(TLS_CLIENT) || purposes.contains(ANY_PURPOSE)
                    ? Optional.empty()
                    : Optional.of("is not for clients in TLS (extendedKeyUsage)");
        } catch (CertificateParsingException unreadable) {
            return Optional.of("says what it is for in a way that cannot be read (extendedKeyUsage)");
        }
    }

    private static Optional<String> misused(MeterCertificate certificate, CertificateUse use) {
        if (certificate.isAuthority()) {
            return Optional.of("is that of an authority");
        }
        if (certificate.isForTls()) {
            return Optional.of("is for TLS (extendedKeyUsage)");
        }
        return certificate.isFor(use)
                ? Optional.empty()
                : Optional.of("is not for " + use.word + " (keyUsage)");
    }

    private static Optional<String> offTheCurve(X509Certificate certificate, SecuritySuite suite) {
        return SuiteCurves.isOn(suite, certificate)
                ? Optional.empty()
                : Optional.of(SuiteCurves.foreign(suite));
    }

    @Override
    public String toString() {
        return "TrustAnchors[" + anchors.stream().map(one -> one.getSubjectX500Principal().getName()).toList() + "]";
    }
}

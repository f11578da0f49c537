package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.SecuritySuite;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says why no way leads from a certificate to a trust anchor: the way that its issuers' names point is walked once more. */
final class PathFault {
    private final CertificatePaths paths;
    private final List<X509Certificate> anchors;
    private final Optional<SecuritySuite> suite;
    private final Instant now;

    /** @param anchors those in force and others */
    PathFault(CertificatePaths paths, List<X509Certificate> anchors, Optional<SecuritySuite> suite, Instant now) {
        this.paths = paths;
        this.anchors = anchors;
        this.suite = suite;
        this.now = now;
    }

    /** What is wrong, and with whom. */
    String of(X509Certificate certificate) {
        List<X509Certificate> way = new ArrayList<>(List.of(certificate));
        while (true) {
            X509Certificate last = way.getLast();
            Optional<X509Certificate> anchor = issuer(anchors, last);
            if (anchor.isPresent()) {
                return TrustAnchors.unfit(anchor.get(), suite, now)
                        .map(why -> "has a trust anchor that " + why)
                        .orElseGet(() -> along(way, anchor.get()));
            }
            Optional<X509Certificate> next = issuer(paths.issuers(), last);
            if (next.isEmpty() || way.contains(next.get())) {
                return about(way, way.size() - 1, "was issued by " + last.getIssuerX500Principal().getName()
                        + ", who is no trust anchor and has none");
            }
            if (way.size() > CertificatePaths.AUTHORITIES_MAX) {
                return "has more than " + CertificatePaths.AUTHORITIES_MAX + " authorities before its trust anchor";
            }
            way.add(next.get());
        }
    }

    /** Of several of one name the one who signed, if somebody did. */
    private static Optional<X509Certificate> issuer(List<X509Certificate> among, X509Certificate of) {
        return among.stream()
                .filter(one -> one.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
                .min(Comparator.comparing(one -> !signed(of, one)));
    }

    private static boolean signed(X509Certificate certificate, X509Certificate by) {
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException notBy) {
            return false;
        }
    }

    private String along(List<X509Certificate> way, X509Certificate anchor) {
        try {
            PKIXParameters asked = new PKIXParameters(CertificatePaths.trusted(List.of(anchor)));
            paths.ask(asked, suite, now);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(way), asked);
            return "has no good way to a trust anchor";
        } catch (CertPathValidatorException refused) {
            int at = Math.max(0, refused.getIndex());
            return about(way, at, reason(refused, way.get(at)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no PKIX on this platform", broken);
        }
    }

    private static String about(List<X509Certificate> way, int at, String reason) {
        return at == 0
                ? reason
                : "has an authority " + way.get(at).getSubjectX500Principal().getName() + " that "
                        + reason;
    }

    private String reason(CertPathValidatorException refused, X509Certificate one) {
        String issuer = one.getIssuerX500Principal().getName();
        return switch (refused.getReason()) {
            case BasicReason.EXPIRED, BasicReason.NOT_YET_VALID ->
                TrustAnchors.untimely(one, now).orElse("is not valid now");
            case BasicReason.INVALID_SIGNATURE -> "is not signed by " + issuer + ", whom it names";
            case BasicReason.REVOKED -> "was revoked by " + issuer
                    + (refused.getCause() instanceof CertificateRevokedException revoked
                            ? " at " + revoked.getRevocationDate().toInstant()
                            : "");
            case BasicReason.UNDETERMINED_REVOCATION_STATUS -> unlisted(one);
            case PKIXReason.NOT_CA_CERT -> "may not sign certificates (basicConstraints)";
            case PKIXReason.INVALID_KEY_USAGE -> "may not sign certificates (keyUsage)";
            case PKIXReason.PATH_TOO_LONG -> "has more authorities below it than it may have (pathLenConstraint)";
            default -> String.valueOf(refused.getMessage());
        };
    }

    private String unlisted(X509Certificate one) {
        String issuer = one.getIssuerX500Principal().getName();
        Stream<X509CRL> named = paths.lists()
                .stream()
                .filter(list -> list.getIssuerX500Principal().equals(one.getIssuerX500Principal()));
        return named.max(Comparator.comparing(X509CRL::getThisUpdate))
                .map(list -> list.getNextUpdate() != null && list.getNextUpdate().toInstant().isBefore(now)
                        ? "may be revoked: the list of " + issuer + " ran out at " + list.getNextUpdate().toInstant()
                        : "may be revoked: the list of " + issuer + " is not one to go by")
                .orElse("may be revoked: there is no list of " + issuer);
    }
}

package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.SecuritySuite;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ways from a meter's certificate to a trust anchor, by the JDK's PKIX (RFC 5280): signatures, names, times, basic
 * constraints, path lengths, key usages, and revocation. Nothing is fetched over a network. Immutable.
 *
 * @param issuers authorities that are believed only if a trust anchor vouches for them
 * @param lists of revoked certificates; none: revocation is not looked at
 */
record CertificatePaths(List<X509Certificate> issuers, List<X509CRL> lists) {
    static final int AUTHORITIES_MAX = 4; // between a meter and the trust anchor

    CertificatePaths {
        issuers = List.copyOf(issuers);
        lists = List.copyOf(lists);
    }

    /** The same with more issuers, such as a peer sends with its own certificate. */
    CertificatePaths with(List<X509Certificate> more) {
        return new CertificatePaths(Stream.concat(issuers.stream(), more.stream()).toList(), lists);
    }

    /**
     * Whether there is a good one.
     *
     * @param suite whose rules keys and signatures keep to; those of the JDK alone if not given
     */
    boolean lead(X509Certificate certificate, List<X509Certificate> anchors, Optional<SecuritySuite> suite,
            Instant now) {
        if (anchors.isEmpty()) {
            return false;
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(certificate);
        try {
            PKIXBuilderParameters asked = new PKIXBuilderParameters(trusted(anchors), target);
            asked.setMaxPathLength(AUTHORITIES_MAX);
            List<X509Certificate> known = new ArrayList<>(issuers);
            known.add(certificate);
            asked.addCertStore(store(known));
            ask(asked, suite, now);
            CertPathBuilder.getInstance("PKIX").build(asked);
            return true;
        } catch (CertPathBuilderException none) {
            return false;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no PKIX on this platform", broken);
        }
    }

    /** What every certificate on the way is asked. */
    void ask(PKIXParameters asked, Optional<SecuritySuite> suite, Instant now) throws GeneralSecurityException {
        asked.setDate(Date.from(now));
        suite.ifPresent(one -> asked.addCertPathChecker(new SuiteCurves(one)));
        asked.setRevocationEnabled(!lists.isEmpty());
        if (!lists.isEmpty()) {
            asked.addCertStore(store(lists));
            PKIXRevocationChecker revocation = (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX")
                    .getRevocationChecker();
            revocation.setOptions(EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS,
                    PKIXRevocationChecker.Option.NO_FALLBACK));
            asked.addCertPathChecker(revocation);
        }
    }

    static Set<TrustAnchor> trusted(List<X509Certificate> anchors) {
        return anchors.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
    }

    private static CertStore store(Collection<?> what) throws GeneralSecurityException {
        return CertStore.getInstance("Collection", new CollectionCertStoreParameters(what));
    }
}

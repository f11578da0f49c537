package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;

/**
 * What the security suites ask of every certificate on the way (IEC 62056-5-3, Public key algorithms; RFC 5759): signed by
 * ECDSA, with a key on the suite's curve; an authority may have one on the stronger curve.
 */
final class SuiteCurves extends PKIXCertPathChecker {
    private final SecuritySuite suite;

    SuiteCurves(SecuritySuite suite) {
        this.suite = suite;
    }

    @Override
    public void init(boolean forward) {
        // no state
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return false;
    }

    @Override
    public Set<String> getSupportedExtensions() {
        return Set.of();
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved) throws CertPathValidatorException {
        X509Certificate one = (X509Certificate) certificate;
        if (!one.getSigAlgName().endsWith("withECDSA")) {
            throw new CertPathValidatorException("is signed by " + one.getSigAlgName() + ", not by ECDSA");
        }
        if (!(isAuthority(one) ? isStrongEnough(suite, one) : isOn(suite, one))) {
            throw new CertPathValidatorException(foreign(suite));
        }
    }

    static String foreign(SecuritySuite suite) {
        return "holds a key that is not on the curve of suite " + suite.number();
    }

    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** For an authority. */
    static boolean isStrongEnough(SecuritySuite suite, X509Certificate authority) {
        return isOn(suite, authority) || isOn(SecuritySuite.SUITE_2, authority);
    }

    static boolean isOn(SecuritySuite suite, X509Certificate certificate) {
        return new EllipticKeys(suite).raw(certificate.getPublicKey()).isPresent();
    }
}

package io.wattle.protocols.dlms.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Certificates and lists of revoked ones as they are written down: in PEM, any number, or one in DER. */
final class CertificateFiles {
    static final int CERTIFICATE_BYTES_MAX = 4_096;
    static final int CERTIFICATES_BYTES_MAX = 1 << 20;
    static final int LISTS_BYTES_MAX = 64 << 20; // a million revoked certificates are about 40 MB

    private CertificateFiles() {}

    /** One in DER or PEM; empty if it is none, or longer than 4096 bytes. */
    static Optional<X509Certificate> certificate(byte[] bytes) {
        if (bytes.length > CERTIFICATE_BYTES_MAX) {
            return Optional.empty();
        }
        try {
            return Optional
                    .of((X509Certificate) factory().generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (CertificateException | ClassCastException unreadable) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if something in it is no certificate, or it is too long */
    static List<X509Certificate> certificates(String what, byte[] bytes) {
        within(what, bytes, CERTIFICATES_BYTES_MAX);
        try {
            return factory().generateCertificates(new ByteArrayInputStream(bytes))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException | ClassCastException bad) {
            throw new IllegalArgumentException(what + " cannot be read: " + bad.getMessage(), bad);
        }
    }

    /** @throws IllegalArgumentException if something in it is no list, or it is too long */
    static List<X509CRL> lists(byte[] bytes) {
        within("lists of revoked certificates", bytes, LISTS_BYTES_MAX);
        try {
            return factory().generateCRLs(new ByteArrayInputStream(bytes))
                    .stream()
                    .map(X509CRL.class::cast)
                    .toList();
        } catch (CRLException | ClassCastException bad) {
            throw new IllegalArgumentException("lists of revoked certificates cannot be read: " + bad.getMessage(),
                    bad);
        }
    }

    private static void within(String what, byte[] bytes, int most) {
        if (bytes.length > most) {
            throw new IllegalArgumentException(what + " are longer than " + most + " bytes");
        }
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException broken) {
            throw new IllegalStateException("no X.509 on this platform", broken);
        }
    }
}

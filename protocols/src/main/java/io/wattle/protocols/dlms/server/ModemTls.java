package io.wattle.protocols.dlms.server;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.wattle.protocols.dlms.certificate.SimulatedAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * TLS on the connections that a meter's modem makes. It believes whom one of the authorities vouches for, or who is one of
 * them, whatever host his certificate names: meters dial addresses.
 *
 * @param identity what the meter shows, and who it is
 * @param authorities for the head-end's certificate, one or more
 */
public record ModemTls(SimulatedAuthority.Identity identity, List<X509Certificate> authorities) {
    private static final String ANY_HOST = "";

    public ModemTls {
        authorities = List.copyOf(authorities);
    }

    /**
     * The certificates in a file, in PEM.
     *
     * @throws IllegalArgumentException if it cannot be read or holds none
     */
    public static List<X509Certificate> authorities(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (all.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no certificate");
            }
            return all;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(file + " holds something that is no certificate", e);
        }
    }

    SslContext context() {
        try {
            return SslContextBuilder.forClient()
                    .keyManager(identity.key(), identity.certificate(), identity.authority())
                    .trustManager(authorities)
                    .endpointIdentificationAlgorithm(ANY_HOST)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible); // the key fits its certificate
        }
    }
}

package io.wattle.protocols.dlms.inbound;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.wattle.protocols.dlms.certificate.TrustSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLException;

/**
 * TLS on the port on which meters dial in. Each shows a certificate for which one of the authorities vouches, and is called
 * by its common name; without one nobody gets in.
 *
 * @param certificates ours, with those between it and its authority: a file in PEM
 * @param key of the first of them, PKCS 8 in PEM, without a password; only the owner may read the file
 * @param authorities who may sign meters' certificates, and which of those were revoked; asked at every handshake
 */
public record InboundTls(Path certificates, Path key, TrustSource authorities) {

    public InboundTls {
        for (Path file : List.of(certificates, key)) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("cannot read " + file);
            }
        }
        var _ = built(certificates, key, UnaryOperator.identity()); // says now what is wrong with the files
    }

    /** @throws IllegalArgumentException if a file no longer holds what it should */
    SslContext context(InboundTrust trust) {
        return built(certificates, key, builder -> builder.trustManager(trust));
    }

    private static SslContext built(Path certificates, Path key, UnaryOperator<SslContextBuilder> trusting) {
        try {
            return trusting.apply(SslContextBuilder.forServer(certificates.toFile(), key.toFile()))
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException bad) {
            throw new IllegalArgumentException("TLS cannot be set up with " + certificates + " and " + key, bad);
        }
    }

    /** What the certificate calls its owner, if that is a name that a meter can have. */
    static Optional<String> name(Certificate certificate) {
        if (!(certificate instanceof X509Certificate known)) {
            return Optional.empty();
        }
        try {
            return new LdapName(known.getSubjectX500Principal().getName()).getRdns()
                    .stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN"))
                    .map(Rdn::getValue)
                    .map(String::valueOf)
                    .filter(ModemMessage::isName)
                    .findFirst();
        } catch (InvalidNameException none) {
            return Optional.empty();
        }
    }
}

package io.wattle.protocols.dlms.inbound;

import io.wattle.protocols.dlms.certificate.TrustSource;
import io.netty.handler.ssl.NotSslRecordException;
import io.wattle.protocols.meter.LogAllowance;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which meters get in over TLS, by what the authorities say at that moment. Whom it turns away stands in the log, once for
 * each reason, and no more often than is read. Safe for use by many threads.
 */
final class InboundTrust extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(InboundTrust.class);
    private static final int TEXT_CHARACTERS_MAX = 300;
    private static final int TOLD_MAX = 1_024; // certificates of which is known what was told of them

    private static final String NO_CERTIFICATE = "Empty client certificate chain"; // as the JDK says it, behind a word of its own
    private static final String ALERT = "Received fatal alert"; // likewise

    private final TrustSource authorities;
    private final InstantSource clock;
    private final LogAllowance allowance = LogAllowance.usual();
    private final Map<String, String> told = new LinkedHashMap<>(); // guarded by itself

    InboundTrust(TrustSource authorities, InstantSource clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /**
     * Why a meter does not get in, if it does not.
     *
     * @param shown its certificate, and those that it sent with it
     */
    Optional<String> refuses(Certificate[] shown) {
        List<X509Certificate> chain = Stream.of(shown)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
        Optional<String> reason = authorities.current().refusesClient(chain, clock.instant());
        if (!chain.isEmpty()) {
            reason.ifPresent(why -> tell(chain.getFirst(), why));
        }
        return reason;
    }

    /** Tells why TLS did not begin, where it is the meter's part to mend; each reason once, as strangers knock at every port. */
    void failed(SocketAddress peer, Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        String why = switch (cause) {
            case NotSslRecordException _ -> "it speaks no TLS";
            case SSLHandshakeException _ when said.contains(NO_CERTIFICATE) -> "it shows no certificate";
            case SSLHandshakeException _ when said.contains(ALERT) -> "it does not take our certificate or our TLS";
            default -> ""; // told with its certificate, or no more than a line that broke
        };
        if (!why.isEmpty() && isFresh(why, why) && allowance.take(clock.instant(), LOG)) {
            LOG.warn("meter that dialled in from {} was turned away: {}", peer, why);
        }
    }

    private boolean isFresh(String key, String why) {
        synchronized (told) {
            boolean fresh = !why.equals(told.put(key, why));
            if (told.size() > TOLD_MAX) {
                told.remove(told.keySet().iterator().next());
            }
            return fresh;
        }
    }

    private void tell(X509Certificate certificate, String why) {
        String name = shown(certificate.getSubjectX500Principal().getName());
        String key = shown(certificate.getSerialNumber().toString(16)) + " of "
                + shown(certificate.getIssuerX500Principal().getName());
        String reason = shown(why);
        if (isFresh(key, reason) && allowance.take(clock.instant(), LOG)) {
            LOG.warn("meter that dialled in was turned away: its certificate, {}, {}", name, reason);
        }
    }

    /** A peer wrote it: one line, and not a long one. */
    private static String shown(String text) {
        return text.codePoints()
                .map(one -> one < ' ' || one > '~' ? '?' : one)
                .limit(TEXT_CHARACTERS_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        Optional<String> reason = refuses(chain);
        if (reason.isPresent()) {
            throw new CertificateException(reason.get());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw nobodyIsDialled();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw nobodyIsDialled();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw nobodyIsDialled();
    }

    private static CertificateException nobodyIsDialled() {
        return new CertificateException("meters dial in here");
    }

    /** Named to the meter, which may have several certificates to choose from. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.current().authorities().toArray(X509Certificate[]::new);
    }
}

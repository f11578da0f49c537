package io.wattle.headend.provider;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which payment provider, and how patiently it is asked. Immutable.
 *
 * @param kind NONE: no payments by card
 * @param name by which the journal knows it
 * @param gateway https, or http on this machine; for GATEWAY alone
 * @param token bearer token that the gateway wants to see
 * @param noticeSecret shared with the provider, by which its notices are known
 * @param publicUrl of this API as the provider reaches it; without one it is not told where to send notices
 * @param timeout for one answer, to its end
 * @param checkoutTime how long a customer has to pay
 * @param unknownAlarm after which an unknown outcome is an alarm
 * @param refunders who may have money given back, or decide what became of it
 * @param pauses between two questions about one payment
 */
public record ProviderConfig(Kind kind, String name, Optional<URI> gateway, Optional<String> token,
        Optional<String> noticeSecret, Optional<URI> publicUrl, Duration timeout, Duration checkoutTime,
        Duration unknownAlarm, Set<String> refunders, Pauses pauses) {

    /** No payments by card. */
    public static final ProviderConfig NONE = new ProviderConfig(Kind.NONE, "none", Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofMinutes(15),
            Set.of(), Pauses.USUAL);

    public enum Kind {
        NONE,
        /** A hosted checkout over HTTPS, as docs/payment-provider.md says. */
        GATEWAY,
        /** In this process, for tests and the demo. No money. */
        EMBEDDED
    }

    /**
     * How long is waited.
     *
     * @param least between any two questions about one payment, whoever hints at it
     * @param first after a question that brought nothing new; each further one is twice as long
     * @param most never longer
     */
    public record Pauses(Duration least, Duration first, Duration most) {
        public static final Pauses USUAL = new Pauses(Duration.ofMillis(200), Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    public ProviderConfig {
        refunders = Set.copyOf(refunders);
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("provider.name must be 1 to 64 characters, was: \"" + name + "\"");
        }
        if (kind == Kind.GATEWAY && gateway.filter(ProviderConfig::isSafe).isEmpty()) {
            throw new IllegalArgumentException(
                    "it must begin with https://, or with http:// on this machine: payments are worth money");
        }
    }

    /** The embedded provider, with an hour to pay by a clock that may be fast. */
    public static ProviderConfig embedded(String... refunders) {
        return new ProviderConfig(Kind.EMBEDDED, "embedded", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofMinutes(15),
                Set.of(refunders), Pauses.USUAL);
    }

    /**
     * Refuses the embedded provider where real money is taken.
     *
     * @throws IllegalArgumentException with the reason
     */
    public static Kind allowed(Kind kind, boolean production) {
        if (kind == Kind.EMBEDDED && production) {
            throw new IllegalArgumentException("it takes no money and is for tests and the demo only, and mode is"
                    + " production; set mode to development");
        }
        return kind;
    }

    @Override
    public String toString() {
        return "ProviderConfig[" + kind + " " + name + (token.isPresent() ? ", with token" : "")
                + (noticeSecret.isPresent() ? ", with notice secret" : "") + "]";
    }

    private static boolean isSafe(URI gateway) {
        String host = gateway.getHost();
        return host != null && ("https".equals(gateway.getScheme())
                || ("http".equals(gateway.getScheme()) && isLoopback(host)));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

package io.wattle.protocols.mqtt.client;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a session is held.
 *
 * @param broker {@code mqtt://host:port} or {@code mqtts://host:port}
 * @param clientId the same after a restart, so that the broker knows the session again; unique at the broker
 * @param user with {@code password}; empty for none
 * @param password may be empty; never shown
 * @param tls for {@code mqtts}: whom to trust, and our own certificate if we have one
 * @param inFlightMax messages that the broker may send without having seen them acknowledged, and that we may send
 * @param outboxMax messages that wait to be sent; more are refused
 * @param sessionExpiry how long the broker keeps what came while we were away; zero for not at all
 * @param retryMin first pause before connecting again; doubled up to {@code retryMax}
 * @param will what the broker says in our name when the connection breaks
 */
public record MqttSessionSettings(URI broker, String clientId, Optional<String> user, char[] password,
        Optional<SSLContext> tls, int inFlightMax, int outboxMax, Duration sessionExpiry, Duration retryMin,
        Duration retryMax, Optional<MqttPublish> will, List<MqttSubscription> subscriptions) {
    private static final int PORTS_MAX = 65_535;

    public MqttSessionSettings {
        if (!List.of("mqtt", "mqtts").contains(String.valueOf(broker.getScheme())) || broker.getHost() == null
                || broker.getPort() < 1 || broker.getPort() > PORTS_MAX) {
            throw new IllegalArgumentException("broker must be mqtt://host:port or mqtts://host:port, was: " + broker);
        }
        if (broker.getRawUserInfo() != null) {
            // Not shown: the address is in logs and at /health.
            throw new IllegalArgumentException(
                    "broker must not name a user or a password, those have keys of their own");
        }
        if (clientId.isEmpty() || clientId.length() > 100) {
            throw new IllegalArgumentException("clientId must have 1 to 100 characters, was: " + clientId);
        }
        if (inFlightMax < 1 || inFlightMax > 65_535 || outboxMax < 1) {
            throw new IllegalArgumentException("inFlightMax must be 1..65535 and outboxMax 1 or more, were: "
                    + inFlightMax + " and " + outboxMax);
        }
        password = password.clone();
        subscriptions = List.copyOf(subscriptions);
    }

    /** No login, 256 in flight, an outbox of 10,000, a session of a day, back after 0.2 s to 30 s, no will. */
    public static MqttSessionSettings of(URI broker, String clientId) {
        return new MqttSessionSettings(broker, clientId, Optional.empty(), new char[0], Optional.empty(), 256, 10_000,
                Duration.ofDays(1), Duration.ofMillis(200), Duration.ofSeconds(30), Optional.empty(), List.of());
    }

    /** The same under another name: no two sessions at a broker may have the same. */
    public MqttSessionSettings named(String other) {
        return new MqttSessionSettings(broker, other, user, password, tls, inFlightMax, outboxMax, sessionExpiry,
                retryMin, retryMax, will, subscriptions);
    }

    public MqttSessionSettings withLogin(String name, char[] secret) {
        return new MqttSessionSettings(broker, clientId, Optional.of(name), secret, tls, inFlightMax, outboxMax,
                sessionExpiry, retryMin, retryMax, will, subscriptions);
    }

    public MqttSessionSettings withTls(SSLContext context) {
        return new MqttSessionSettings(broker, clientId, user, password, Optional.of(context), inFlightMax, outboxMax,
                sessionExpiry, retryMin, retryMax, will, subscriptions);
    }

    public MqttSessionSettings withLimits(int inFlight, int outbox) {
        return new MqttSessionSettings(broker, clientId, user, password, tls, inFlight, outbox, sessionExpiry,
                retryMin, retryMax, will, subscriptions);
    }

    public MqttSessionSettings withWill(MqttPublish lastWord) {
        return new MqttSessionSettings(broker, clientId, user, password, tls, inFlightMax, outboxMax, sessionExpiry,
                retryMin, retryMax, Optional.of(lastWord), subscriptions);
    }

    public MqttSessionSettings withSubscriptions(List<MqttSubscription> all) {
        return new MqttSessionSettings(broker, clientId, user, password, tls, inFlightMax, outboxMax, sessionExpiry,
                retryMin, retryMax, will, all);
    }

    /** Nothing is kept while we are away. */
    public MqttSessionSettings withoutSession() {
        return new MqttSessionSettings(broker, clientId, user, password, tls, inFlightMax, outboxMax, Duration.ZERO,
                retryMin, retryMax, will, subscriptions);
    }

    @Override
    public char[] password() {
        return password.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MqttSessionSettings settings && broker.equals(settings.broker)
                && clientId.equals(settings.clientId) && user.equals(settings.user)
                && Arrays.equals(password, settings.password) && tls.equals(settings.tls)
                && inFlightMax == settings.inFlightMax && outboxMax == settings.outboxMax
                && sessionExpiry.equals(settings.sessionExpiry) && retryMin.equals(settings.retryMin)
                && retryMax.equals(settings.retryMax) && will.equals(settings.will)
                && subscriptions.equals(settings.subscriptions);
    }

    @Override
    public int hashCode() {
        return 31 * broker.hashCode() + clientId.hashCode();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MqttSessionSettings[" + broker + ", clientId=" + clientId + ", user=" + user + "]";
    }
}

package io.wattle.protocols.mqtt.client;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, from CONNECT to its end, by Paho. Opened and closed by one thread, sends for many. */
final class PahoConnection implements MqttCallback {
    private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);
    /** Paho writes whole traces of every broken connection; what is to be known of them is said by us. */
    private static final java.util.logging.Logger PAHO_LOG = java.util.logging.Logger
            .getLogger("org.eclipse.paho.mqttv5.client");
    private static final long ANSWER_MS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 20;
    /** What we take in one packet; payloads have a smaller limit of their own, so that a longer one can be named. */
    private static final long PACKET_BYTES_MAX = 1_000_000;

    /**
     * Paho keeps one busy each with reading, writing and telling, and wants some for pings; its own pool has ten platform
     * threads. Virtual ones, since thousands of meters may have a connection each.
     */
    private static final int THREADS = 10;

    private final MqttSessionSettings settings;
    private final MqttEars ears;
    private final AckLine acks = new AckLine(this::acknowledge);
    private final ScheduledExecutorService threads;
    private @Nullable MqttAsyncClient client;
    private volatile @Nullable Consumer<String> onLost;
    private int sendMax = 1;

    PahoConnection(MqttSessionSettings settings, MqttEars ears) {
        this.settings = settings;
        this.ears = ears;
        this.threads = Executors.newScheduledThreadPool(THREADS,
                Thread.ofVirtual().name("mqtt-" + settings.clientId() + "-", 0).factory());
        PAHO_LOG.setLevel(Level.OFF);
    }

    /** @param lost told why, from another thread, when the connection breaks */
    void open(Consumer<String> lost) throws BrokerException {
        onLost = lost;
        try {
            String address = settings.broker().toString().replaceFirst("^mqtts", "ssl").replaceFirst("^mqtt", "tcp");
            MqttAsyncClient fresh = new MqttAsyncClient(address, settings.clientId(), new MemoryPersistence(), null,
                    threads);
            client = fresh;
            fresh.setManualAcks(true);
            fresh.setCallback(this);
            IMqttToken connecting = fresh.connect(options());
            connecting.waitForCompletion(ANSWER_MS);
            // Absent means 65535 (MQTT 5, 3.2.2.3.3).
            int brokerTakes = Optional.ofNullable(connecting.getResponseProperties())
                    .flatMap(properties -> Optional.ofNullable(properties.getReceiveMaximum()))
                    .orElse(65_535);
            sendMax = Math.min(settings.inFlightMax(), brokerTakes);
        } catch (MqttException e) {
            throw new BrokerException("no connection to " + settings.broker() + ": " + reason(e));
        }
    }

    /** How many messages the broker takes at once, and we want to have under way. */
    int sendMax() {
        return sendMax;
    }

    void subscribe() throws BrokerException {
        List<io.wattle.protocols.mqtt.client.MqttSubscription> wanted = settings.subscriptions();
        // A broker may have a limit on the length of one SUBSCRIBE; a hundred filters fit any.
        for (int from = 0; from < wanted.size(); from += 100) {
            MqttSubscription[] some = wanted.subList(from, Math.min(wanted.size(), from + 100))
                    .stream()
                    .map(PahoConnection::subscription)
                    .toArray(MqttSubscription[]::new);
            try {
                IMqttToken answer = client().subscribe(some);
                answer.waitForCompletion(ANSWER_MS);
                for (int code : answer.getReasonCodes()) {
                    if (code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
                        throw new BrokerException(settings.broker() + " refuses a subscription of " + some[0].getTopic()
                                + " and others, reason code " + code);
                    }
                }
            } catch (MqttException e) {
                throw new BrokerException(settings.broker() + " takes no subscription of " + some[0].getTopic() + ": "
                        + reason(e));
            }
        }
    }

    CompletionStage<PublishEnd> send(MqttPublish publish) {
        CompletableFuture<PublishEnd> end = new CompletableFuture<>();
        MqttMessage message = message(publish);
        try {
            client().publish(publish.topic(), message, null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    end.complete(endOf(token));
                }

                @Override
                public void onFailure(IMqttToken token, Throwable why) {
                    end.complete(token.getReasonCodes() != null && token.getReasonCodes().length > 0
                            ? endOf(token)
                            : PublishEnd.UNKNOWN);
                }
            });
        } catch (MqttException e) {
            LOG.debug("not sent: {}", reason(e));
            end.complete(PublishEnd.NOT_SENT);
        }
        return end;
    }

    /** Messages that came and are not acknowledged yet. */
    int unacknowledged() {
        return acks.size();
    }

    void close() {
        onLost = null;
        MqttAsyncClient open = client;
        if (open == null) {
            threads.shutdownNow();
            return;
        }
        try {
            if (open.isConnected()) {
                open.disconnect(500).waitForCompletion(2_000);
            }
        } catch (MqttException e) {
            LOG.debug("no leave taken: {}", reason(e));
        }
        try {
            // Without this Paho's threads outlive a connection that broke.
            open.disconnectForcibly(0, 100, false);
        } catch (MqttException e) {
            LOG.debug("was gone: {}", reason(e));
        }
        try {
            open.close(true);
        } catch (MqttException e) {
            LOG.debug("not closed: {}", reason(e));
        }
        threads.shutdownNow();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        MqttProperties properties = message.getProperties();
        Runnable done = message.getQos() == 0 ? () -> {
        } : acks.enter(message.getId());
        byte[] correlation = properties == null ? null : properties.getCorrelationData();
        ears.arrived(new MqttArrival(topic, message.getPayload(), message.isRetained(),
                properties == null || properties.getContentType() == null ? "" : properties.getContentType(),
                properties == null ? Optional.empty() : Optional.ofNullable(properties.getResponseTopic()),
                correlation == null ? new byte[0] : correlation, done));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        Consumer<String> lost = onLost;
        if (lost != null) {
            lost.accept(reason(response));
        }
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.warn("{}: {}", settings.clientId(), reason(exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Each message has a listener of its own.
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
        // Told by the answer to CONNECT.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // No extended authentication is asked for.
    }

    private void acknowledge(int packet) {
        try {
            client().messageArrivedComplete(packet, 1);
        } catch (MqttException e) {
            // The connection is gone: the broker will send it again, and it will be known.
            LOG.debug("not acknowledged: {}", reason(e));
        }
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(settings.sessionExpiry().isZero());
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setReceiveMaximum(settings.inFlightMax());
        options.setMaximumPacketSize(PACKET_BYTES_MAX);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) (ANSWER_MS / 1_000));
        settings.user().ifPresent(user -> {
            options.setUserName(user);
            var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(settings.password()));
            byte[] password = new byte[bytes.remaining()];
            bytes.get(password);
            options.setPassword(password);
        });
        settings.tls().ifPresent(tls -> options.setSocketFactory(tls.getSocketFactory()));
        settings.will().or(ears::lastWill).ifPresent(will -> options.setWill(will.topic(), message(will)));
        return options;
    }

    private static MqttMessage message(MqttPublish publish) {
        MqttProperties properties = new MqttProperties();
        if (!publish.contentType().isEmpty()) {
            properties.setContentType(publish.contentType());
        }
        if (publish.expirySeconds() > 0) {
            properties.setMessageExpiryInterval(publish.expirySeconds());
        }
        publish.responseTopic().ifPresent(properties::setResponseTopic);
        if (publish.correlation().length > 0) {
            properties.setCorrelationData(publish.correlation());
        }
        return new MqttMessage(publish.payload(), publish.qos(), publish.retained(), properties);
    }

    private static MqttSubscription subscription(io.wattle.protocols.mqtt.client.MqttSubscription wanted) {
        MqttSubscription subscription = new MqttSubscription(wanted.filter(), 1);
        // Shared subscriptions never get what was retained, and asking for it is an error in some brokers.
        subscription.setRetainHandling(wanted.wantsRetained() ? 0 : 2);
        subscription.setRetainAsPublished(wanted.wantsRetained());
        subscription.setNoLocal(wanted.notOwn());
        return subscription;
    }

    private static PublishEnd endOf(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        int code = codes == null || codes.length == 0 ? MqttReturnCode.RETURN_CODE_SUCCESS : codes[0];
        if (code == MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS) {
            return PublishEnd.NOBODY_LISTENS;
        }
        return code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR ? PublishEnd.REFUSED : PublishEnd.TAKEN;
    }

    private MqttAsyncClient client() {
        return Objects.requireNonNull(client, "not opened");
    }

    private static String reason(MqttDisconnectResponse response) {
        MqttException broken = response.getException();
        return broken == null
                ? "the broker ended it, reason code " + response.getReturnCode()
                : reason(broken);
    }

    private static String reason(MqttException e) {
        Throwable cause = e.getCause();
        return e.getReasonCode() + " " + e.getMessage() + (cause == null ? "" : ", " + cause);
    }
}

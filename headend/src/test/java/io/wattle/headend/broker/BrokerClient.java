package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.UpCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Somebody at a broker who keeps to no contract but what the test gives it to say. */
final class BrokerClient implements MqttEars, AutoCloseable {
    private static final String JSON = "application/json";
    private final MqttSession session;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private BrokerClient(URI broker, String name, List<String> filters) {
        session = new MqttSession(MqttSessionSettings.of(broker, name)
                .withLimits(100, 100_000)
                .withSubscriptions(filters.stream().map(MqttSubscription::ofRetained).toList())
                .withoutSession(), this);
        session.start();
        await().until(session::isConnected);
    }

    static BrokerClient of(URI broker, String name, String... filters) {
        return new BrokerClient(broker, name, List.of(filters));
    }

    /** Waits until somebody listens to what meters push. */
    BrokerClient awaitHeadEnd() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> session
                        .publish(MqttPublish.of(MqttTopics.STANDARD.up("99999999999", UpCodec.Kind.EVENT), new byte[0],
                                ""))
                        .toCompletableFuture()
                        .join() == PublishEnd.TAKEN);
        return this;
    }

    void send(String topic, String payload) {
        assertThat(offer(topic, payload.getBytes(StandardCharsets.UTF_8)).toCompletableFuture().join())
                .isEqualTo(PublishEnd.TAKEN);
    }

    void send(String topic, byte[] payload) {
        assertThat(offer(topic, payload).toCompletableFuture().join()).isEqualTo(PublishEnd.TAKEN);
    }

    void retain(String topic, String payload) {
        assertThat(session.publish(MqttPublish.of(topic, payload.getBytes(StandardCharsets.UTF_8), JSON).retain())
                .toCompletableFuture()
                .join()).isIn(PublishEnd.TAKEN, PublishEnd.NOBODY_LISTENS);
    }

    CompletionStage<PublishEnd> offer(String topic, byte[] payload) {
        return session.publish(MqttPublish.of(topic, payload, JSON));
    }

    /** Topic, a space, and the payload as text. */
    Stream<String> heard() {
        return heard.stream();
    }

    @Override
    public void arrived(MqttArrival message) {
        heard.add(message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8));
        message.done().run();
    }

    @Override
    public void connected() {
        // Speaks when told.
    }

    @Override
    public void disconnected() {
        // Comes back by itself.
    }

    @Override
    public void close() {
        session.close();
    }
}

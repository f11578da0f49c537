package io.wattle.headend.bench;

import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Readings of many meters through a broker to an inbox, once each. Every reading shows 100 Wh used since the one before,
 * and a balance that fell by as much. The clock runs from the first message that is published until the inbox has the last.
 */
final class MqttRound {
    private static final int SENDERS = 2;
    private static final long USED_WH = 100;
    private static final long OPENING_WH = 1_000_000_000;
    private static final long PATIENCE_S = 120;
    private final URI broker;
    private final int meters;
    private final int messages;

    MqttRound(URI broker, int meters, int messages) {
        this.broker = broker;
        this.meters = meters;
        this.messages = messages;
    }

    /** Readings a second. */
    double run(MeterInbox inbox) throws InterruptedException {
        List<MqttPublish> all = publishes();
        TalkSettings unlimited = new TalkSettings(Duration.ofSeconds(1), 1, 1_000_000, 1_000_000);
        MqttSettings settings = MqttSettings.of(
                MqttSessionSettings.of(broker, "bench-head-end").withLimits(1_000, 1_000).withoutSession(), unlimited);
        try (MqttConnector connector = MqttConnector.of(settings, inbox, _ -> true, InstantSource.system())) {
            connector.begin();
            List<MqttSession> senders = new ArrayList<>();
            try {
                for (int i = 0; i < SENDERS; i++) {
                    MqttSession sender = new MqttSession(MqttSessionSettings.of(broker, "bench-meters-" + i)
                            .withLimits(1_000, messages)
                            .withoutSession(), new Silent());
                    sender.start();
                    senders.add(sender);
                }
                await(() -> connector.isConnected() && senders.stream().allMatch(MqttSession::isConnected));
                long began = System.nanoTime();
                for (int i = 0; i < all.size(); i++) {
                    // All messages of a meter over one connection, or they would overtake each other.
                    var _ = senders.get(i % meters % SENDERS).publish(all.get(i));
                }
                await(() -> connector.counts().takenSum() >= messages);
                return messages * 1e9 / (System.nanoTime() - began);
            } finally {
                senders.forEach(MqttSession::close);
            }
        }
    }

    private List<MqttPublish> publishes() {
        Instant first = Instant.now().minus(Duration.ofHours(12));
        List<MqttPublish> all = new ArrayList<>(messages);
        for (int i = 0; i < messages; i++) {
            String meter = BenchLedger.meter(i % meters);
            long turn = i / meters;
            Instant at = first.plusSeconds(turn);
            MeterReading reading = new MeterReading(meter, at, at, new Energy(USED_WH * turn),
                    Optional.of(new Energy(OPENING_WH - USED_WH * turn)), Optional.empty());
            all.add(MqttPublish.of(MqttTopics.STANDARD.up(meter, UpCodec.Kind.READING),
                    UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading), PayloadForm.JSON), ""));
        }
        return all;
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new BenchException("not all readings came through the broker within " + PATIENCE_S + " s");
            }
            Thread.sleep(1);
        }
    }

    /** Meters that only speak. */
    private static final class Silent implements MqttEars {
        @Override
        public void arrived(MqttArrival message) {
            message.done().run();
        }

        @Override
        public void connected() {
            // Looked after by the round.
        }

        @Override
        public void disconnected() {
            // The round then ends by its deadline.
        }
    }
}

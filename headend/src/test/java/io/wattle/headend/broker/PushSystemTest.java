package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What meters push through a real broker to the journal, whatever happens on the way. */
@Timeout(120)
class PushSystemTest {
    private static final TalkSettings GENEROUS = new TalkSettings(Duration.ofSeconds(1), 100, 10_000, 10_000);

    @TempDir
    private Path folder;

    @Test
    void shouldLoseAndDoubleNothingWhenTheBrokerIsKilledInMidFlow() {
        try (BrokerSystem system = BrokerSystem.start(folder, 20, GENEROUS)) {
            pushAll(system, 5);
            await().until(() -> !system.pushedReadings(0).isEmpty());
            system.broker().kill();
            pushAll(system, 3);
            system.broker().restart();
            pushAll(system, 2);
            await().atMost(Duration.ofSeconds(20)).until(() -> system.wire().isConnected());
            system.broker().kill();
            system.broker().restart();
            pushAll(system, 1);

            system.awaitReceipts();

            for (int meter = 0; meter < 20; meter++) {
                assertThat(system.pushedReadings(meter)).as("meter " + meter).hasSize(11).doesNotHaveDuplicates();
            }
            assertThat(system.wire().refused()).isZero();
        }
    }

    @Test
    void shouldKeepDoubledAndReorderedMessagesOnce() {
        try (BrokerSystem system = BrokerSystem.start(folder, 1, GENEROUS); BrokerClient client = client(system)) {
            List<byte[]> payloads = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                payloads.add(reading(system, i));
            }
            for (int place : new int[] {2, 0, 0, 5, 2, 1, 4, 3, 3, 0}) {
                client.send("wattle/v1/up/" + system.serial(0) + "/reading", payloads.get(place));
            }

            await().until(() -> system.pushedReadings(0).size() >= 6 && system.rejected("duplicate") >= 4);

            assertThat(system.pushedReadings(0)).hasSize(6).doesNotHaveDuplicates();
            assertThat(system.rejected("duplicate")).isEqualTo(4);
        }
    }

    @Test
    void shouldNameAndCountWhatIsNotAsAgreedAndGoOn() {
        try (BrokerSystem system = BrokerSystem.start(folder, 2, GENEROUS); BrokerClient client = client(system)) {
            String own = "wattle/v1/up/" + system.serial(0) + "/";
            String good = new String(reading(system, 0), StandardCharsets.UTF_8);
            client.send(own + "reading", "{\"schema\":1,");
            client.send(own + "reading", good.replace("\"schema\":1", "\"schema\":2"));
            client.send(own + "reading", good.replace("\"Wh\"", "\"kWh\""));
            client.send(own + "reading", good.replace("2026-", "1926-"));
            client.send(own + "reading", good.replace(system.serial(0), system.serial(1)));
            client.send(own + "reading", good + " ".repeat(70_000));
            client.send("wattle/v1/up/11111111111/reading", good);
            client.send(own + "profile", "[1,2,3]");
            client.send(own + "answer/head-end", "{\"schema\":1,\"meter\":\"" + system.serial(0)
                    + "\",\"conversation\":1,\"number\":1,\"outcome\":\"done\"}");
            client.send(own + "reading", good.replace("}", ",\"unheardOf\":[{\"of\":true}]}").replace("}]}}", "}]}"));
            client.send(own + "reading", good);

            // Nobody else speaks for a meter that we do not know, nor for the one by which the client found us; that takes as
            // long as an answer may.
            await().until(() -> !system.pushedReadings(0).isEmpty() && system.rejected("malformed") >= 2
                    && system.rejected("unknown-meter") == 2);

            assertThat(system.pushedReadings(0)).hasSize(1);
            assertThat(system.pushedReadings(1)).isEmpty();
            assertThat(List.of("wrong-version", "unknown-unit", "other-meter", "too-long", "unknown-meter",
                    "late-answer", "bad-field"))
                    .allSatisfy(reason -> assertThat(system.rejected(reason)).as(reason).isPositive());
        }
    }

    @Test
    void shouldTakeNothingThatTheBrokerHadKeptFromBefore() {
        try (BrokerSystem system = BrokerSystem.start(folder, 1, GENEROUS); BrokerClient client = client(system)) {
            String topic = "wattle/v1/up/" + system.serial(0) + "/state";
            client.retain(topic, "junk");
            client.send("wattle/v1/up/" + system.serial(0) + "/reading", reading(system, 0));

            await().until(() -> !system.pushedReadings(0).isEmpty());

            assertThat(system.rejected("malformed")).isEqualTo(1);
            assertThat(system.pushedReadings(0)).hasSize(1);
        }
    }

    @Test
    void shouldServeOthersWhileOneMeterFloods() {
        TalkSettings strict = new TalkSettings(Duration.ofSeconds(1), 100, 50, 60);
        try (BrokerSystem system = BrokerSystem.start(folder, 5, strict); BrokerClient client = client(system)) {
            List<CompletionStage<PublishEnd>> flood = new ArrayList<>();
            String topic = "wattle/v1/up/" + system.serial(0) + "/reading";
            for (int i = 0; i < 1_000; i++) {
                flood.add(client.offer(topic, reading(system, i)));
            }
            for (int meter = 1; meter < 5; meter++) {
                system.wire().push(system.serial(meter));
            }
            system.awaitReceipts();
            flood.forEach(one -> assertThat(one.toCompletableFuture().join()).isEqualTo(PublishEnd.TAKEN));

            await().atMost(Duration.ofSeconds(20)).until(() -> system.rejected("flood") >= 900);
            for (int meter = 1; meter < 5; meter++) {
                assertThat(system.pushedReadings(meter)).hasSize(1);
            }
            assertThat(system.pushedReadings(0).size()).isBetween(50, 100);
        }
    }

    @Test
    void shouldSellToAMeterAtTheBrokerAndProveIt() {
        try (BrokerSystem system = BrokerSystem.startPolling(folder, 2)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !system.facts(Fact.ReadingAccepted.class, 0).isEmpty());
            system.headEnd()
                    .ledger()
                    .submit(new Command.TakePayment(Origin.manual("tester", "test"), "key 1", system.serial(0),
                            new Money(500, "USD")))
                    .join();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !system.facts(Fact.CreditConfirmed.class, 0).isEmpty());

            assertThat(system.fleet().meters().getFirst().truth().creditAccepted()).isEqualTo(25_000);
            assertThat(system.fleet().meters().getFirst().truth().creditCount()).isEqualTo(1);
        }
    }

    private static BrokerClient client(BrokerSystem system) {
        return BrokerClient.of(system.broker().uri(), "raw").awaitHeadEnd();
    }

    private static void pushAll(BrokerSystem system, int times) {
        for (int i = 0; i < times; i++) {
            long nextNanos = System.nanoTime() + 5_000_000;
            system.fleet().meters().forEach(meter -> system.wire().push(meter.serial()));
            // At 600 times real time, two readings are never of one moment.
            await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() > nextNanos);
        }
    }

    private static byte[] reading(BrokerSystem system, int number) {
        Instant at = Instant.parse("2026-01-05T17:30:00Z").plusMillis(number);
        MeterReading reading = new MeterReading(system.serial(0), at, at, new MeterQuantity.Energy(20_000_000),
                Optional.of(new MeterQuantity.Energy(5_000)), Optional.empty());
        return UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading), PayloadForm.JSON);
    }
}

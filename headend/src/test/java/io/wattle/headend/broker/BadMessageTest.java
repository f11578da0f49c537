package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.ledger.entry.Fact;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is not as agreed is named, counted and answered; the rest of the world goes on. */
@Timeout(60)
class BadMessageTest {
    private static final TalkSettings PATIENT = new TalkSettings(Duration.ofSeconds(1), 100, 10_000, 10_000);

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheMeterWhatIsWrong() {
        try (BrokerSystem system = BrokerSystem.start(folder, 2, PATIENT); BrokerClient client = client(system)) {
            String own = "wattle/v1/up/" + system.serial(0) + "/";
            client.send(own + "reading", "{\"schema\":1,");
            client.send(own + "reading", good(system, 1).replace("\"schema\":1", "\"schema\":9"));
            client.send(own + "reading", good(system, 2).replace("\"Wh\"", "\"kWh\""));
            client.send(own + "reading", good(system, 3).replace(system.serial(0), system.serial(1)));
            client.send(own + "reading", good(system, 4).replace("2026-", "2036-"));
            client.send(own + "reading", good(system, 5).replace("\"Wh\"", "\"l\""));
            client.send(own + "readings", good(system, 6));
            client.send(own + "reading", good(system, 7).replace("2026-", "2026/"));
            client.send(own + "reading", good(system, 8));

            awaitReceipt(client, "\"receipt\":\"refused\",\"detail\":\"malformed: cannot be read as JSON");
            awaitReceipt(client, "\"sequence\":1,\"detail\":\"wrong-version: schema is 9, known is 1");
            awaitReceipt(client, "\"sequence\":2,\"detail\":\"unknown-unit: register.unit must be Wh, l, lg or minor");
            awaitReceipt(client, "\"sequence\":3,\"detail\":\"other-meter: payload names " + system.serial(1));
            awaitReceipt(client, "\"sequence\":4,\"detail\":\"CLOCK_WRONG: the meter's clock is wrong");
            awaitReceipt(client, "\"sequence\":5,\"detail\":\"WRONG_UNIT: reading.register");
            awaitReceipt(client, "\"receipt\":\"refused\",\"detail\":\"wrong-topic: " + own + "readings");
            awaitReceipt(client, "\"sequence\":7,\"detail\":\"bad-field: time must be a time such as");
            awaitReceipt(client, "\"receipt\":\"kept\",\"sequence\":8");
            assertThat(system.pushedReadings(0)).hasSize(1);
            assertThat(system.rejected("ahead-of-time")).isEqualTo(1);
            assertThat(system.rejected("wrong-topic")).isEqualTo(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).singleElement()
                    .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Fact.FindingKind.CLOCK_WRONG));
        }
    }

    @Test
    void shouldNotAnswerAFloodOfRubbish() {
        TalkSettings strict = new TalkSettings(Duration.ofSeconds(1), 100, 20, 60);
        try (BrokerSystem system = BrokerSystem.start(folder, 2, strict); BrokerClient client = client(system)) {
            for (int i = 0; i < 300; i++) {
                client.send("wattle/v1/up/" + system.serial(0) + "/reading", "rubbish " + i);
            }
            system.wire().push(system.serial(1));
            system.awaitReceipts();

            assertThat(system.rejected("malformed")).isEqualTo(300);
            assertThat(client.heard().filter(line -> line.contains(system.serial(0))).count()).isLessThan(100);
            assertThat(system.pushedReadings(1)).hasSize(1);
        }
    }

    @Test
    void shouldTakeNoReadingThatTheBrokerHadKeptFromBefore() {
        try (BrokerSystem system = BrokerSystem.start(folder, 1, PATIENT); BrokerClient client = client(system)) {
            // Before the head-end heard it as a message of now, and it counts: what is retained comes again to whoever
            // subscribes, which is why a head-end asks for no such thing.
            client.retain("wattle/v1/up/" + system.serial(0) + "/reading", good(system, 1));
            await().until(() -> system.pushedReadings(0).size() == 1);
            system.broker().kill();
            system.broker().restart();
            await().atMost(Duration.ofSeconds(20)).until(() -> system.wire().isConnected());
            client.awaitHeadEnd();
            client.retain("wattle/v1/up/" + system.serial(0) + "/reading", good(system, 1));
            client.retain("wattle/v1/up/" + system.serial(0) + "/event", "retained rubbish");

            await().until(() -> system.rejected("malformed") > 0 && system.rejected("duplicate") > 0);
            assertThat(system.pushedReadings(0)).hasSize(1);
        }
    }

    private static void awaitReceipt(BrokerClient client, String part) {
        await(part).until(() -> client.heard().anyMatch(line -> line.contains(part)));
    }

    private static BrokerClient client(BrokerSystem system) {
        return BrokerClient.of(system.broker().uri(), "raw", "wattle/v1/down/+/receipt").awaitHeadEnd();
    }

    private static String good(BrokerSystem system, int sequence) {
        return "{\"schema\":1,\"meter\":\"" + system.serial(0) + "\",\"sequence\":" + sequence
                + ",\"time\":\"2026-01-05T17:30:00Z\",\"register\":{\"value\":20000000,\"unit\":\"Wh\"}}";
    }
}

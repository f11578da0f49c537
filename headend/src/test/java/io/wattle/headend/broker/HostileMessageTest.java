package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sends who means harm is named, counted and answered, and the next good message of the same meter counts. */
@Timeout(120)
class HostileMessageTest {
    private static final TalkSettings PATIENT = new TalkSettings(Duration.ofSeconds(1), 100, 10_000, 10_000);

    @TempDir
    private Path folder;

    @Test
    void shouldOutliveDepthAndSizeAndTimesThatCannotBe() {
        try (BrokerSystem system = BrokerSystem.start(folder, 2, PATIENT);
                BrokerClient client = BrokerClient.of(system.broker().uri(), "raw", "wattle/v1/down/+/receipt")
                        .awaitHeadEnd()) {
            String own = "wattle/v1/up/" + system.serial(0) + "/";
            client.send(own + "reading", nestedCbor(20_000));
            client.send(own + "reading", "{\"schema\":1,\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}");
            client.send(own + "reading", good(system, 1).replace("20000000", "9".repeat(60_000)));
            client.send(own + "reading", good(system, 2).replace("20000000", "1e400"));
            client.send(own + "reading", good(system, 3).replace("20000000", "-1"));
            client.send(own + "reading", good(system, 4).replace("20000000", "9223372036854775808"));
            client.send(own + "reading", good(system, 5).replace("\"Wh\"", "\"" + "W".repeat(50_000) + "\""));
            client.send(own + "reading", good(system, 6) + good(system, 7));
            client.send(own + "reading", good(system, 8).replace("{\"schema\":1,", "{\"schema\":1,\"schema\":1,"));
            client.send(own + "event", "{\"schema\":1,\"meter\":\"" + system.serial(0)
                    + "\",\"sequence\":9,\"time\":\"2036-01-05T17:30:00Z\",\"kind\":\"cover-opened\"}");
            client.send(own + "profile", "{\"schema\":1,\"meter\":\"" + system.serial(0)
                    + "\",\"sequence\":10,\"points\":[{\"time\":\"2036-01-05T17:30:00Z\",\"register\":"
                    + "{\"value\":1,\"unit\":\"Wh\"}}]}");
            client.send(own + "state", good(system, 11));
            // As large as numbers go: nothing that is reckoned with them may overflow.
            client.send(own + "reading", good(system, 12).replace("20000000", "9223372036854775807")
                    .replace("}}", "},\"balance\":{\"value\":-9223372036854775808,\"unit\":\"Wh\"}}"));
            client.send(own + "reading", good(system, 13).replace("17:30:00", "17:31:00"));

            awaitReceipt(client, "\"sequence\":3,\"detail\":\"bad-field: register must be energy or volume, 0 or more");
            awaitReceipt(client, "\"sequence\":9,\"detail\":\"READING_AHEAD_OF_TIME: event.at");
            awaitReceipt(client, "\"sequence\":10,\"detail\":\"READING_AHEAD_OF_TIME: profile.points");
            awaitReceipt(client, "\"sequence\":12,\"detail\":\"MALFORMED: reading.register");
            awaitReceipt(client, "\"receipt\":\"kept\",\"sequence\":13");
            assertThat(system.rejected("malformed")).as("depth, length of numbers and words, two in one, a field twice")
                    .isGreaterThanOrEqualTo(6);
            assertThat(system.rejected("ahead-of-time")).isEqualTo(2);
            assertThat(system.headEnd().ledger().isRunning()).isTrue();
            system.wire().push(system.serial(1));
            system.awaitReceipts();
            assertThat(system.pushedReadings(1)).hasSize(1);
        }
    }

    /** Maps in maps, some way down and never up again. */
    private static byte[] nestedCbor(int depth) {
        ByteBuffer bytes = ByteBuffer.allocate(depth * 3);
        for (int i = 0; i < depth; i++) {
            bytes.put((byte) 0xA1).put((byte) 0x61).put((byte) 'x');
        }
        return bytes.array();
    }

    private static void awaitReceipt(BrokerClient client, String part) {
        await(part).atMost(Duration.ofSeconds(30)).until(() -> client.heard().anyMatch(line -> line.contains(part)));
    }

    private static String good(BrokerSystem system, int sequence) {
        return "{\"schema\":1,\"meter\":\"" + system.serial(0) + "\",\"sequence\":" + sequence
                + ",\"time\":\"2026-01-05T17:30:00Z\",\"register\":{\"value\":20000000,\"unit\":\"Wh\"}}";
    }
}

package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of a head-end while the broker holds messages that it has not acknowledged, and some that it has kept without being
 * able to say so; and again everything a second time: nothing is lost, nothing doubled.
 */
class HeadEndKillTest {
    private static final int METERS = 5;
    private static final int READINGS = 40;
    private final Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void shouldLoseAndDoubleNothingWhenTheHeadEndIsKilled() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder)) {
            List<String> wanted = new ArrayList<>();
            try (ChildProcess child = child(broker); BrokerClient client = client(broker)) {
                say(client, 0, READINGS, wanted);
                await().pollInterval(Duration.ofMillis(1)).until(() -> child.lines().size() >= 40);
                assertThat(child.kill()).isEqualTo(ChildProcess.KILLED);
                // However far it came, the broker is told more for it while it is away.
                say(client, READINGS, 2 * READINGS, wanted);
                assertThat(child.lines()).hasSizeLessThan(wanted.size());
            }
            try (ChildProcess child = child(broker); BrokerClient client = client(broker)) {
                awaitAll(child, wanted);
                assertThat(child.kill()).isEqualTo(ChildProcess.KILLED);
                // The meters got no receipts and say it all again, to a head-end that remembers nothing but its journal.
                say(client, 0, 2 * READINGS, new ArrayList<>());
            }
            try (ChildProcess child = child(broker);
                    BrokerClient client = BrokerClient.of(broker.uri(), "receipts", "wattle/v1/down/+/receipt")) {
                client.awaitHeadEnd();
                event(client, 0, 2 * READINGS);
                wanted.add(HeadEndChild.serial(0) + " event " + at(2 * READINGS));
                try {
                    awaitAll(child, wanted);
                } catch (AssertionError late) {
                    throw new AssertionError("receipts: " + client.heard().toList(), late);
                }
                assertThat(child.lines()).containsExactlyInAnyOrderElementsOf(wanted);
            }
        }
    }

    private void awaitAll(ChildProcess child, List<String> wanted) throws IOException {
        try {
            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> child.lines().containsAll(wanted));
        } catch (ConditionTimeoutException late) {
            List<String> missing = new ArrayList<>(wanted);
            missing.removeAll(child.lines());
            throw new AssertionError("of " + wanted.size() + " are missing " + missing + "; the child "
                    + (child.isAlive() ? "lives" : "ended") + ", said " + child.lines().size() + " lines, complained: "
                    + Files.readString(folder.resolve("child-errors.txt")), late);
        }
    }

    private ChildProcess child(Mosquitto broker) throws Exception {
        return ChildProcess.start(folder, HeadEndChild.class,
                List.of(folder.toString(), broker.uri().toString(), String.valueOf(METERS)));
    }

    private static BrokerClient client(Mosquitto broker) {
        return BrokerClient.of(broker.uri(), "meters").awaitHeadEnd();
    }

    /** Readings of all meters in turn; an event and a profile of each with the first. */
    private void say(BrokerClient client, int from, int to, List<String> wanted) {
        for (int number = from; number < to; number++) {
            for (int meter = 0; meter < METERS; meter++) {
                String serial = HeadEndChild.serial(meter);
                MeterReading reading = new MeterReading(serial, at(number), at(number), new Energy(1_000 + number),
                        Optional.of(new Energy(50_000 - number)), Optional.empty());
                client.send("wattle/v1/up/" + serial + "/reading",
                        UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading), PayloadForm.JSON));
                wanted.add(serial + " reading " + at(number));
            }
        }
        for (int meter = 0; from == 0 && meter < METERS; meter++) {
            String serial = HeadEndChild.serial(meter);
            event(client, meter, 0);
            wanted.add(serial + " event " + at(0));
            client.send("wattle/v1/up/" + serial + "/profile", "{\"schema\":1,\"meter\":\"" + serial
                    + "\",\"points\":[{\"time\":\"" + at(-60)
                    + "\",\"register\":{\"value\":7,\"unit\":\"Wh\"}},{\"time\":\""
                    + at(-50) + "\",\"register\":{\"value\":8,\"unit\":\"Wh\"}}]}");
            wanted.add(serial + " profile 2");
        }
    }

    private void event(BrokerClient client, int meter, int number) {
        String serial = HeadEndChild.serial(meter);
        client.send("wattle/v1/up/" + serial + "/event", ("{\"schema\":1,\"meter\":\"" + serial
                + "\",\"time\":\"" + at(number) + "\",\"kind\":\"clock-set\"}").getBytes(StandardCharsets.UTF_8));
    }

    private Instant at(int number) {
        return first.plusSeconds(number);
    }
}

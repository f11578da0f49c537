package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.CodedOutputStream;
import io.wattle.headend.link.HeardMeters;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.Rejection;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugRoster;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import io.wattle.protocols.sparkplug.SparkplugTopics.Verb;
import io.wattle.protocols.sparkplug.payload.FlatObjects;
import io.wattle.protocols.sparkplug.payload.Metric;
import io.wattle.protocols.sparkplug.payload.SparkplugCodec;
import io.wattle.protocols.sparkplug.payload.SparkplugPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of Sparkplug B that keep to no rule: each breach is named and counted, and a birth in good order mends it. */
@Timeout(60)
class HostileNodeTest {
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private static final SparkplugTopics TOPICS = new SparkplugTopics("town");
    private final HeardMeters heard = new HeardMeters();
    private Mosquitto broker;
    private SparkplugConnector host;
    private BrokerClient node;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        broker = Mosquitto.start(folder);
        host = new SparkplugConnector(MqttSessionSettings.of(broker.uri(), "host"), TOPICS,
                new TalkSettings(Duration.ofMillis(500), 10, 100, 100), heard, SparkplugRoster.everybody(), () -> NOW);
        host.begin();
        await().until(host::isConnected);
        node = BrokerClient.of(broker.uri(), "node", "spBv1.0/town/NCMD/#");
    }

    @AfterEach
    void stop() {
        node.close();
        host.close();
        broker.close();
    }

    @Test
    void shouldCountEachBreachOfTheOrderAndAskOnceForTheBirthThatMendsIt() {
        send(Verb.NDATA, "M1", 1, reading(1)); // without a birth
        awaitOutOfSequence(1);
        send(Verb.DBIRTH, "M1/D1", 1, List.of()); // a device before its node
        awaitOutOfSequence(2);
        send(Verb.NBIRTH, "M1", 5, birth(7)); // a birth has number 0
        awaitOutOfSequence(3);
        send(Verb.NBIRTH, "M1", 0, List.of()); // and says its bdSeq
        awaitOutOfSequence(4);
        send(Verb.NBIRTH, "M1", 0, birth(7));
        send(Verb.DDATA, "M1/D1", 1, reading("D1", 2)); // a device that was never born
        awaitOutOfSequence(5);
        send(Verb.NBIRTH, "M1", 0, birth(8));
        send(Verb.NDATA, "M1", 1, reading(3));
        send(Verb.NDATA, "M1", 1, reading(4)); // the same number again
        awaitOutOfSequence(6);
        send(Verb.NBIRTH, "M1", 0, birth(9));
        send(Verb.NDATA, "M1", 300, reading(5)); // there are 256 numbers
        awaitOutOfSequence(7);
        send(Verb.NBIRTH, "M1", 0, birth(10));
        send(Verb.NDEATH, "M1", -1, birth(9)); // of an earlier birth: says nothing
        send(Verb.NDATA, "M1", 1, reading(6));

        await().until(() -> heard.readings().size() == 6);
        assertThat(host.counts().rejectedSum(Rejection.OUT_OF_SEQUENCE)).isEqualTo(7);
        // The first four breaches came before a birth could have mended them: the node was asked once for all of them.
        await("each time it was asked").until(() -> node.heard().count() >= 4);
        assertThat(node.heard()).hasSize(4);
    }

    @Test
    void shouldTakeNoMetricTwiceNorByAnAlias() throws IOException {
        send(Verb.NBIRTH, "M1", 0, birth(1));
        List<Metric> twice = new ArrayList<>(reading(1));
        twice.add(new Metric.Whole("reading/register/value", 5));
        send(Verb.NDATA, "M1", 1, twice);
        await().until(() -> host.counts().rejectedSum(Rejection.MALFORMED) == 1);

        node.send(TOPICS.of(Verb.NDATA, "M1"), byAlias(2));
        await().until(() -> host.counts().rejectedSum(Rejection.BAD_FIELD) == 1);

        List<Metric> valueAndPath = new ArrayList<>(reading(2));
        valueAndPath.add(new Metric.Whole("reading/register", 5));
        send(Verb.NDATA, "M1", 3, valueAndPath);
        await().until(() -> host.counts().rejectedSum(Rejection.BAD_FIELD) == 2);
        assertThat(heard.readings()).isEmpty();
    }

    /** Two metrics of one alias, which a birth might have named; their values are whole numbers. */
    private static byte[] byAlias(long sequence) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (int i = 0; i < 2; i++) {
            ByteArrayOutputStream metric = new ByteArrayOutputStream();
            CodedOutputStream fields = CodedOutputStream.newInstance(metric);
            fields.writeUInt64(2, 1);
            fields.writeUInt32(4, 4);
            fields.writeUInt64(11, i);
            fields.flush();
            out.writeByteArray(2, metric.toByteArray());
        }
        out.writeUInt64(3, sequence);
        out.flush();
        return bytes.toByteArray();
    }

    private void awaitOutOfSequence(long count) {
        await().until(() -> host.counts().rejectedSum(Rejection.OUT_OF_SEQUENCE) == count);
    }

    private void send(Verb verb, String name, long sequence, List<Metric> metrics) {
        node.send(TOPICS.of(verb, name), SparkplugCodec.encode(new SparkplugPayload(NOW.toEpochMilli(),
                sequence < 0 ? Optional.empty() : Optional.of(sequence), metrics)));
    }

    private static List<Metric> birth(long birthDeath) {
        return List.of(new Metric.Whole("bdSeq", birthDeath), new Metric.Flag(SparkplugConnector.REBIRTH, false));
    }

    private static List<Metric> reading(int number) {
        return reading("M1", number);
    }

    private static List<Metric> reading(String meter, int number) {
        MeterReading reading = new MeterReading(meter, NOW.plusSeconds(number), NOW, new Energy(number),
                Optional.empty(), Optional.empty());
        return FlatObjects.metrics("reading",
                UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading), PayloadForm.JSON));
    }
}

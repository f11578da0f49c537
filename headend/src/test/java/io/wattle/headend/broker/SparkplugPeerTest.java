package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.sparkplug.payload.Metric;
import io.wattle.protocols.sparkplug.payload.SparkplugCodec;
import io.wattle.protocols.sparkplug.payload.SparkplugPayload;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.junit.jupiter.api.Test;

/** Eclipse Tahu, the reference implementation of Sparkplug B, and our codec read each other. */
@SuppressWarnings("JavaUtilDate") // as Tahu has it
class SparkplugPeerTest {

    @Test
    void shouldReadWhatTahuWrites() throws Exception {
        SparkplugBPayload.SparkplugBPayloadBuilder payload = new SparkplugBPayload.SparkplugBPayloadBuilder(7L)
                .setTimestamp(Date.from(Instant.ofEpochMilli(1_767_634_200_000L)));
        payload.addMetric(new MetricBuilder("reading/register/value", MetricDataType.Int64, -5L).createMetric());
        payload.addMetric(new MetricBuilder("small", MetricDataType.Int32, -7).createMetric());
        payload.addMetric(new MetricBuilder("wide", MetricDataType.UInt32, 4_000_000_000L).createMetric());
        payload.addMetric(new MetricBuilder("reading/register/unit", MetricDataType.String, "Wh").createMetric());
        payload.addMetric(new MetricBuilder("Node Control/Rebirth", MetricDataType.Boolean, true).createMetric());
        payload.addMetric(new MetricBuilder("volts", MetricDataType.Double, 230.5).createMetric());

        byte[] bytes = new SparkplugBPayloadEncoder().getBytes(payload.createPayload(), false);

        assertThat(SparkplugCodec.decode(bytes)).isEqualTo(new Decoded.Good<>(new SparkplugPayload(
                1_767_634_200_000L, Optional.of(7L),
                List.of(new Metric.Whole("reading/register/value", -5), new Metric.Whole("small", -7),
                        new Metric.Whole("wide", 4_000_000_000L), new Metric.Text("reading/register/unit", "Wh"),
                        new Metric.Flag("Node Control/Rebirth", true), new Metric.Other("volts")))));
    }

    @Test
    void shouldWriteWhatTahuReads() throws Exception {
        byte[] bytes = SparkplugCodec.encode(new SparkplugPayload(1_767_634_200_000L, Optional.of(255L),
                List.of(new Metric.Whole("command/amount/value", -9_000_000_000L),
                        new Metric.Text("command/command", "credit"), new Metric.Flag("Node Control/Rebirth", false))));

        SparkplugBPayload read = new SparkplugBPayloadDecoder().buildFromByteArray(bytes, null);

        assertThat(read.getSeq()).isEqualTo(255);
        assertThat(read.getTimestamp()).isEqualTo(Date.from(Instant.ofEpochMilli(1_767_634_200_000L)));
        assertThat(read.getMetrics()).extracting(metric -> metric.getName() + " " + metric.getDataType() + " "
                + metric.getValue())
                .containsExactly("command/amount/value Int64 -9000000000",
                        "command/command String credit", "Node Control/Rebirth Boolean false");
    }
}

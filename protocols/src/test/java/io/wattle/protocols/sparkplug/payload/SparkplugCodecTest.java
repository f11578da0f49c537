package io.wattle.protocols.sparkplug.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.mqtt.payload.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Protobuf by hand: as it was written, by the bytes that the format says, and never broken by others. */
class SparkplugCodecTest {

    @Property(tries = 300)
    void shouldReadWhatItWrote(@ForAll("payloads") SparkplugPayload payload) {
        assertThat(SparkplugCodec.decode(SparkplugCodec.encode(payload))).isEqualTo(new Decoded.Good<>(payload));
    }

    @Property(tries = 2_000)
    void shouldNeverBreakOnDamage(@ForAll("payloads") SparkplugPayload payload, @ForAll int place, @ForAll byte value) {
        byte[] bytes = SparkplugCodec.encode(payload);
        bytes[Math.floorMod(place, bytes.length)] ^= value;
        if (SparkplugCodec.decode(bytes) instanceof Decoded.Good<SparkplugPayload>(SparkplugPayload read)) {
            assertThat(FlatObjects.json("reading", read.metrics())).isNotEmpty();
        }
    }

    /** Written by hand from sparkplug_b.proto: timestamp 1, one metric bdSeq of data type Int64 with value 5, seq 0. */
    @Example
    void shouldWriteTheBytesOfTheFormat() {
        byte[] bytes = SparkplugCodec.encode(
                new SparkplugPayload(1, Optional.of(0L), List.of(new Metric.Whole("bdSeq", 5))));

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0801" + "120d" + "0a056264536571" + "1801" + "2004"
                + "5805" + "1800");
    }

    @Property(tries = 200)
    void shouldBringAnyObjectThroughMetrics(@ForAll("objects") String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(FlatObjects.json("reading", FlatObjects.metrics("reading", bytes)),
                StandardCharsets.UTF_8)).isEqualTo(json);
    }

    @Provide
    Arbitrary<String> objects() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, 15))
                .as((value, points) -> {
                    StringBuilder list = new StringBuilder();
                    for (int i = 0; i < points; i++) {
                        list.append(i == 0 ? "" : ",")
                                .append("{\"time\":\"t")
                                .append(i)
                                .append("\",\"v\":")
                                .append(i)
                                .append('}');
                    }
                    return "{\"schema\":1,\"register\":{\"value\":" + value + ",\"unit\":\"Wh\"},\"points\":[" + list
                            + "],\"prices\":[1,2]}";
                });
    }

    @Provide
    Arbitrary<SparkplugPayload> payloads() {
        Arbitrary<String> names = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<Metric> metrics = Arbitraries.oneOf(
                Combinators.combine(names, Arbitraries.longs()).as(Metric.Whole::new),
                Combinators.combine(names, Arbitraries.strings().ofMaxLength(12)).as(Metric.Text::new),
                Combinators.combine(names, Arbitraries.of(true, false)).as(Metric.Flag::new),
                names.map(Metric.Other::new));
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs().between(0, 255).optional(),
                metrics.list().uniqueElements(Metric::name).ofMaxSize(10)).as(SparkplugPayload::new);
    }
}

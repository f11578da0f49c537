package io.wattle.protocols.sparkplug.payload;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.PayloadFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Payloads to bytes and back: the messages Payload and Metric of sparkplug_b.proto (Sparkplug 3.0.0, 6.4.1). Fields that
 * we have no use for are passed over. Pure.
 */
public final class SparkplugCodec {
    private static final int PAYLOAD_BYTES_MAX = 65_536;
    private static final int METRICS_MAX = 4_000;
    private static final int TIMESTAMP = 1;
    private static final int METRICS = 2;
    private static final int SEQUENCE = 3;
    private static final int NAME = 1;
    private static final int DATA_TYPE = 4;
    private static final int INT_VALUE = 10;
    private static final int LONG_VALUE = 11;
    private static final int BOOLEAN_VALUE = 14;
    private static final int STRING_VALUE = 15;
    private static final int INT32 = 3;
    private static final int INT64 = 4;
    private static final int BOOLEAN = 11;
    private static final int STRING = 12;

    private SparkplugCodec() {}

    public static Decoded<SparkplugPayload> decode(byte[] bytes) {
        if (bytes.length > PAYLOAD_BYTES_MAX) {
            return new Decoded.Bad<>(PayloadFault.TOO_LONG,
                    bytes.length + " bytes, " + PAYLOAD_BYTES_MAX + " are allowed");
        }
        try {
            SparkplugPayload payload = payload(CodedInputStream.newInstance(bytes));
            // Which of the two is meant nobody could say; JSON and CBOR with a field twice are refused as well.
            return hasOneTwice(payload)
                    ? new Decoded.Bad<>(PayloadFault.MALFORMED, "a metric is there twice")
                    : new Decoded.Good<>(payload);
        } catch (IOException e) {
            return new Decoded.Bad<>(PayloadFault.MALFORMED, "no Sparkplug payload: " + e.getClass().getSimpleName());
        }
    }

    public static byte[] encode(SparkplugPayload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt64(TIMESTAMP, payload.timestampMs());
            for (Metric metric : payload.metrics()) {
                out.writeByteArray(METRICS, encode(metric, payload.timestampMs()));
            }
            if (payload.sequence().isPresent()) {
                out.writeUInt64(SEQUENCE, payload.sequence().get());
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] encode(Metric metric, long timestampMs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(NAME, metric.name());
        out.writeUInt64(3, timestampMs);
        switch (metric) {
            case Metric.Whole(var _, long value) -> {
                out.writeUInt32(DATA_TYPE, INT64);
                out.writeUInt64(LONG_VALUE, value); // Int64 travels as the uint64 of the same bits
            }
            case Metric.Text(var _, String value) -> {
                out.writeUInt32(DATA_TYPE, STRING);
                out.writeString(STRING_VALUE, value);
            }
            case Metric.Flag(var _, boolean value) -> {
                out.writeUInt32(DATA_TYPE, BOOLEAN);
                out.writeBool(BOOLEAN_VALUE, value);
            }
            case Metric.Other _ -> out.writeBool(7, true); // is_null
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static SparkplugPayload payload(CodedInputStream in) throws IOException {
        long timestampMs = 0;
        Optional<Long> sequence = Optional.empty();
        List<Metric> metrics = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case TIMESTAMP -> timestampMs = in.readUInt64();
                case METRICS -> {
                    if (metrics.size() >= METRICS_MAX) {
                        throw new InvalidProtocolBufferException("too many metrics");
                    }
                    metrics.add(metric(CodedInputStream.newInstance(in.readByteArray())));
                }
                case SEQUENCE -> sequence = Optional.of(in.readUInt64());
                default -> in.skipField(tag);
            }
        }
        return new SparkplugPayload(timestampMs, sequence, metrics);
    }

    private static boolean hasOneTwice(SparkplugPayload payload) {
        Set<String> names = new HashSet<>();
        return payload.metrics().stream().map(Metric::name).anyMatch(name -> !name.isEmpty() && !names.add(name));
    }

    private static Metric metric(CodedInputStream in) throws IOException {
        String name = "";
        int type = 0;
        Optional<Metric> value = Optional.empty();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case NAME -> name = in.readStringRequireUtf8();
                case DATA_TYPE -> type = in.readUInt32();
                case INT_VALUE -> {
                    int bits = in.readUInt32();
                    value = Optional.of(new Metric.Whole("", type <= INT32 ? bits : Integer.toUnsignedLong(bits)));
                }
                case LONG_VALUE -> value = Optional.of(new Metric.Whole("", in.readUInt64()));
                case BOOLEAN_VALUE -> value = Optional.of(new Metric.Flag("", in.readBool()));
                case STRING_VALUE -> value = Optional.of(new Metric.Text("", in.readStringRequireUtf8()));
                default -> in.skipField(tag);
            }
        }
        return named(name, value);
    }

    private static Metric named(String name, Optional<Metric> value) {
        return switch (value.orElse(new Metric.Other(name))) {
            case Metric.Whole(var _, long whole) -> new Metric.Whole(name, whole);
            case Metric.Text(var _, String text) -> new Metric.Text(name, text);
            case Metric.Flag(var _, boolean flag) -> new Metric.Flag(name, flag);
            case Metric.Other other -> other;
        };
    }
}

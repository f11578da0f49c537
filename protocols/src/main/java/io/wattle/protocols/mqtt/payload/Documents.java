package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bytes to one object and back, within limits that hold before memory is taken. Safe for use by many threads. */
final class Documents {
    /** Longest payload that is looked at: a profile of a month of hours fits. */
    static final int PAYLOAD_BYTES_MAX = 65_536;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxStringLength(2_000)
            .maxNumberLength(20)
            .maxNameLength(64)
            .maxDocumentLength(PAYLOAD_BYTES_MAX)
            .build();
    private static final ObjectMapper JSON = mapper(JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final ObjectMapper CBOR = mapper(CBORFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private Documents() {}

    static Fields read(byte[] payload) throws BadPayloadException {
        Fields fields = anyVersion(payload);
        long schema = fields.whole("schema", 0, Long.MAX_VALUE);
        if (schema != Contract.SCHEMA) {
            throw new BadPayloadException(PayloadFault.WRONG_VERSION,
                    "schema is " + schema + ", known is " + Contract.SCHEMA);
        }
        return fields;
    }

    /** An object that may be of a version that is not known here. */
    static Fields anyVersion(byte[] payload) throws BadPayloadException {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw new BadPayloadException(PayloadFault.TOO_LONG,
                    payload.length + " bytes, " + PAYLOAD_BYTES_MAX + " are allowed");
        }
        JsonNode root = tree(payload);
        if (!(root instanceof ObjectNode object)) {
            throw new BadPayloadException(PayloadFault.MALFORMED, "not an object");
        }
        return new Fields(object, "");
    }

    /** An object of ours, with its version. */
    static ObjectNode begin() {
        return JSON.createObjectNode().put("schema", Contract.SCHEMA);
    }

    static byte[] write(ObjectNode object, PayloadForm form) {
        try {
            return switch (form) {
                case JSON -> JSON.writeValueAsBytes(object);
                case CBOR -> CBOR.writeValueAsBytes(object);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
    }

    private static JsonNode tree(byte[] payload) throws BadPayloadException {
        int first = payload.length == 0 ? -1 : payload[0] & 0xFF;
        boolean cbor = first >= 0xA0 && first <= 0xBF;
        if (first != '{' && !cbor) {
            throw new BadPayloadException(PayloadFault.MALFORMED, "begins like neither a JSON object nor a CBOR map");
        }
        try {
            return (cbor ? CBOR : JSON).readTree(payload);
        } catch (IOException | RuntimeException e) {
            // Also what the parser throws that it should not: these bytes are anybody's. Its words may quote them.
            throw new BadPayloadException(PayloadFault.MALFORMED,
                    "cannot be read as " + (cbor ? "CBOR" : "JSON") + ": " + e.getClass().getSimpleName());
        }
    }

    private static ObjectMapper mapper(JsonFactory factory) {
        return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}

package io.wattle.headend.probe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.ledger.entry.ProbeAct;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.RelayState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session as the JSON that is signed. Stateless. */
final class SessionCodec {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private SessionCodec() {}

    static byte[] encode(ProbeSession session) {
        ObjectNode root = JSON.createObjectNode().put("session", session.id()).put("technician", session.technician());
        var records = root.putArray("records");
        for (ProbeRecord record : session.records()) {
            ObjectNode node = records.addObject()
                    .put("kind", record.kind().name())
                    .put("meter", record.meter())
                    .put("at", record.at().toString())
                    .put("place", record.place())
                    .put("outcome", record.outcome());
            record.reading().ifPresent(reading -> {
                ObjectNode shown = node.putObject("reading").put("meterTime", reading.meterTime().toString());
                quantity(shown, "register", reading.register());
                reading.balance().ifPresent(balance -> quantity(shown, "balance", balance));
                reading.relay().ifPresent(relay -> shown.put("relay", relay.name()));
            });
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException naming what is wrong */
    static ProbeSession decode(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            List<ProbeRecord> records = new ArrayList<>();
            for (JsonNode node : root.path("records")) {
                records.add(record(node, records.size()));
            }
            return new ProbeSession(text(root, "session"), text(root, "technician"), records);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the session is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("the session cannot be read: " + e.getMessage(), e);
        }
    }

    private static ProbeRecord record(JsonNode node, int number) {
        try {
            return record(node);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("records[" + number + "]: " + e.getMessage(), e);
        }
    }

    private static ProbeRecord record(JsonNode node) {
        Instant at = Instant.parse(text(node, "at"));
        Optional<MeterReading> reading = node.has("reading")
                ? Optional.of(reading(text(node, "meter"), at, node.path("reading")))
                : Optional.empty();
        return new ProbeRecord(ProbeAct.Kind.valueOf(text(node, "kind")), text(node, "meter"), at,
                node.path("place").asText(""), text(node, "outcome"), reading);
    }

    private static MeterReading reading(String meter, Instant at, JsonNode node) {
        return new MeterReading(meter, Instant.parse(text(node, "meterTime")), at, quantity(node.path("register")),
                node.has("balance") ? Optional.of(quantity(node.path("balance"))) : Optional.empty(),
                node.has("relay") ? Optional.of(RelayState.valueOf(text(node, "relay"))) : Optional.empty());
    }

    private static void quantity(ObjectNode node, String name, MeterQuantity quantity) {
        node.putObject(name).put("value", quantity.value()).put("unit", switch (quantity) {
            case MeterQuantity.Energy _ -> "Wh";
            case MeterQuantity.Volume _ -> "l";
            case MeterQuantity.Gas _ -> "lg";
            case MeterQuantity.Money(var _, String currency) -> currency;
        });
    }

    private static MeterQuantity quantity(JsonNode node) {
        if (!node.path("value").isIntegralNumber() || !node.path("value").canConvertToLong()) {
            throw new IllegalArgumentException("value must be a whole number");
        }
        long value = node.path("value").asLong();
        return switch (text(node, "unit")) {
            case "Wh" -> new MeterQuantity.Energy(value);
            case "l" -> new MeterQuantity.Volume(value);
            case "lg" -> new MeterQuantity.Gas(value);
            default -> new MeterQuantity.Money(value, text(node, "unit"));
        };
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return node.path(name).asText();
    }
}

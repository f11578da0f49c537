package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.protocols.meter.MeterQuantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of an object, each checked when it is asked for. What nobody asks for is left alone. */
final class Fields {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private final ObjectNode object;
    private final String path;

    Fields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    boolean has(String name) {
        JsonNode node = object.get(name);
        return node != null && !node.isNull();
    }

    String text(String name, int charsMax) throws BadPayloadException {
        JsonNode node = required(name);
        if (!node.isTextual() || node.textValue().length() > charsMax) {
            throw bad(name, "must be text of at most " + charsMax + " characters");
        }
        return node.textValue();
    }

    String serial() throws BadPayloadException {
        String serial = text("meter", Contract.SERIAL_CHARS_MAX);
        if (!serial.matches("[A-Za-z0-9._-]+")) {
            throw bad("meter", "must be a serial number of A-Z a-z 0-9 . _ -");
        }
        return serial;
    }

    long whole(String name, long least, long most) throws BadPayloadException {
        JsonNode node = required(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least
                || node.longValue() > most) {
            throw bad(name, "must be a whole number from " + least + " to " + most);
        }
        return node.longValue();
    }

    Optional<Long> optionalWhole(String name) throws BadPayloadException {
        return has(name) ? Optional.of(whole(name, 0, Long.MAX_VALUE)) : Optional.empty();
    }

    Instant time(String name) throws BadPayloadException {
        String text = text(name, 40);
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw bad(name, "must lie between " + EARLIEST + " and " + LATEST);
            }
            return time;
        } catch (DateTimeException e) {
            throw bad(name, "must be a time such as 2026-01-05T17:30:00Z");
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> kind) throws BadPayloadException {
        String text = text(name, 40);
        for (E one : kind.getEnumConstants()) {
            if (Nodes.word(one).equals(text)) {
                return one;
            }
        }
        throw bad(name, "is no " + kind.getSimpleName().toLowerCase(Locale.ROOT) + " of the contract");
    }

    MeterQuantity quantity(String name) throws BadPayloadException {
        Fields quantity = inner(name);
        long value = quantity.whole("value", Long.MIN_VALUE, Long.MAX_VALUE);
        String unit = quantity.text("unit", 10);
        return switch (unit) {
            case "Wh" -> new MeterQuantity.Energy(value);
            case "l" -> new MeterQuantity.Volume(value);
            case "lg" -> new MeterQuantity.Gas(value);
            case "minor" -> new MeterQuantity.Money(value, quantity.currency("currency"));
            default -> throw new BadPayloadException(PayloadFault.UNKNOWN_UNIT,
                    path + name + ".unit must be Wh, l, lg or minor");
        };
    }

    String currency(String name) throws BadPayloadException {
        String code = text(name, 3);
        if (!code.matches("[A-Z]{3}")) {
            throw bad(name, "must be a currency code of ISO 4217");
        }
        return code;
    }

    Fields inner(String name) throws BadPayloadException {
        if (!(required(name) instanceof ObjectNode inner)) {
            throw bad(name, "must be an object");
        }
        return new Fields(inner, path + name + ".");
    }

    List<Long> wholes(String name, int most) throws BadPayloadException {
        List<Long> values = new ArrayList<>();
        for (JsonNode node : array(name, most)) {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw bad(name, "must hold whole numbers");
            }
            values.add(node.longValue());
        }
        return values;
    }

    List<Fields> objects(String name, int most) throws BadPayloadException {
        List<Fields> found = new ArrayList<>();
        for (JsonNode node : array(name, most)) {
            if (!(node instanceof ObjectNode inner)) {
                throw bad(name, "must hold objects");
            }
            found.add(new Fields(inner, path + name + "[" + found.size() + "]."));
        }
        return found;
    }

    BadPayloadException bad(String name, String reason) {
        return new BadPayloadException(PayloadFault.BAD_FIELD, path + name + " " + reason);
    }

    private ArrayNode array(String name, int most) throws BadPayloadException {
        if (!(required(name) instanceof ArrayNode array) || array.size() > most) {
            throw bad(name, "must be a list of at most " + most);
        }
        return array;
    }

    private JsonNode required(String name) throws BadPayloadException {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            throw bad(name, "is missing");
        }
        return node;
    }
}

package io.wattle.headend.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One JSON object on one line, fields in the order they were added. */
public final class JsonLine {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Adds a field: text, whole number or truth value; anything else as its text. */
    public JsonLine with(String name, Object value) {
        boolean plain = value instanceof Number || value instanceof Boolean;
        fields.put(name, plain ? value : value.toString());
        return this;
    }

    /** Adds a list of objects. */
    public JsonLine with(String name, List<JsonLine> objects) {
        fields.put(name, objects.stream().map(object -> object.fields).toList());
        return this;
    }

    /** Adds a field if there is a value for it. */
    public JsonLine withAny(String name, Optional<?> value) {
        value.ifPresent(some -> with(name, some));
        return this;
    }

    /** Adds an object within this one. */
    public JsonLine withPart(String name, JsonLine part) {
        fields.put(name, part.fields);
        return this;
    }

    /** Adds an object within this one that was read elsewhere, as it is. */
    public JsonLine withPart(String name, Map<String, Object> part) {
        fields.put(name, Map.copyOf(part));
        return this;
    }

    /** Adds a list of texts. */
    public JsonLine withTexts(String name, List<String> texts) {
        fields.put(name, List.copyOf(texts));
        return this;
    }

    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain fields cannot be written as JSON", e);
        }
    }
}

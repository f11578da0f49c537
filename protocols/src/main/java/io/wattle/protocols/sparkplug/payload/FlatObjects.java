package io.wattle.protocols.sparkplug.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Objects of the MQTT contract as metrics: the field {@code value} of {@code register} of a reading is the metric
 * {@code reading/register/value}, the first of a list is {@code .../0}. Pure.
 */
public final class FlatObjects {
    private static final int DEPTH_MAX = 8;
    private static final int LIST_MAX = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private FlatObjects() {}

    /** The metrics of an object of ours, in JSON. */
    public static List<Metric> metrics(String kind, byte[] json) {
        try {
            List<Metric> metrics = new ArrayList<>();
            flatten(kind, JSON.readTree(json), metrics);
            return metrics;
        } catch (IOException e) {
            throw new UncheckedIOException("what we wrote ourselves can be read", e);
        }
    }

    /**
     * The object that metrics of a kind are the fields of, in JSON; names that lead nowhere are left out, so that the
     * decoder of the contract finds what is missing.
     */
    public static byte[] json(String kind, List<Metric> metrics) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Metric metric : metrics) {
            String[] path = metric.name().split("/");
            if (path.length > 1 && path.length <= DEPTH_MAX && path[0].equals(kind)) {
                put(root, path, metric);
            }
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree can be written", e);
        }
    }

    private static void flatten(String path, JsonNode node, List<Metric> into) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                flatten(path + "/" + field.getKey(), field.getValue(), into);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                flatten(path + "/" + i, array.get(i), into);
            }
        } else if (node.isIntegralNumber()) {
            into.add(new Metric.Whole(path, node.longValue()));
        } else {
            into.add(new Metric.Text(path, node.asText()));
        }
    }

    private static void put(ObjectNode root, String[] path, Metric metric) {
        JsonNode at = root;
        for (int level = 1; level < path.length - 1; level++) {
            boolean list = isIndex(path[level + 1]);
            at = child(at, path[level], list);
        }
        JsonNode value = switch (metric) {
            case Metric.Whole(var _, long whole) -> JsonNodeFactory.instance.numberNode(whole);
            case Metric.Text(var _, String text) -> JsonNodeFactory.instance.textNode(text);
            case Metric.Flag(var _, boolean flag) -> JsonNodeFactory.instance.booleanNode(flag);
            case Metric.Other _ -> JsonNodeFactory.instance.nullNode();
        };
        String last = path[path.length - 1];
        if (at instanceof ObjectNode object) {
            object.set(last, value);
        } else if (at instanceof ArrayNode array && isIndex(last) && array.size() < LIST_MAX) {
            array.add(value);
        }
    }

    /** Goes down one level, which is made if it is not there; a name that is a value already leads nowhere. */
    private static JsonNode child(JsonNode at, String name, boolean list) {
        JsonNode fresh = list ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
        if (at instanceof ObjectNode object) {
            JsonNode there = object.get(name);
            if (there == null) {
                object.set(name, fresh);
                return fresh;
            }
            return there;
        }
        if (at instanceof ArrayNode array && isIndex(name)) {
            int place = Integer.parseInt(name);
            if (place == array.size() && place < LIST_MAX) {
                array.add(fresh);
                return fresh;
            }
            return place < array.size() ? array.get(place) : JsonNodeFactory.instance.missingNode();
        }
        return JsonNodeFactory.instance.missingNode();
    }

    private static boolean isIndex(String name) {
        return name.matches("[0-9]{1,4}");
    }
}

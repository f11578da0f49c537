package io.wattle.headend.optical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.optical.model.ClockPlace;
import io.wattle.protocols.optical.model.Measure;
import io.wattle.protocols.optical.model.MeterMap;
import io.wattle.protocols.optical.model.PasswordForm;
import io.wattle.protocols.optical.model.ProfilePlace;
import io.wattle.protocols.optical.model.RelayPlace;
import io.wattle.protocols.optical.model.TokenPlace;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one map from YAML. Stateless. */
final class MapFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private MapFile() {}

    /** @throws IllegalArgumentException naming the key that is wrong and what is allowed */
    static MeterMap parse(String text) {
        JsonNode root;
        try {
            root = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no YAML: " + e.getOriginalMessage(), e);
        }
        only("the map", root, Set.of("name", "identification", "serial", "register", "balance", "relay", "clock",
                "token", "profile", "password"));
        return new MeterMap(needed(root, "name"), pattern(needed(root, "identification")), needed(root, "serial"),
                measure("register", root.path("register")), part(root, "balance", MapFile::measure),
                part(root, "relay", MapFile::relay), part(root, "clock", MapFile::clock),
                part(root, "token", MapFile::token), part(root, "profile", MapFile::profile), password(root));
    }

    private interface Reader<T> {
        T read(String name, JsonNode node);
    }

    private static <T> Optional<T> part(JsonNode root, String name, Reader<T> reader) {
        return root.has(name) ? Optional.of(reader.read(name, root.path(name))) : Optional.empty();
    }

    private static Measure measure(String name, JsonNode node) {
        only(name, node, Set.of("address", "unit", "factor"));
        String factor = node.path("factor").asText("1");
        try {
            return new Measure(needed(node, "address"), needed(node, "unit"), new BigDecimal(factor));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ".factor must be a number, was: " + factor, e);
        }
    }

    private static RelayPlace relay(String name, JsonNode node) {
        only(name, node, Set.of("address", "on", "off", "ready", "writable"));
        Map<RelayState, String> words = new EnumMap<>(RelayState.class);
        words.put(RelayState.CONNECTED, needed(node, "on"));
        words.put(RelayState.DISCONNECTED, needed(node, "off"));
        if (node.has("ready")) {
            words.put(RelayState.READY_FOR_RECONNECTION, needed(node, "ready"));
        }
        return new RelayPlace(needed(node, "address"), words, flag(node, "writable"));
    }

    private static ClockPlace clock(String name, JsonNode node) {
        only(name, node, Set.of("date", "time", "stamp", "writable"));
        List<String> places = node.has("stamp")
                ? List.of(needed(node, "stamp"))
                : List.of(needed(node, "date"), needed(node, "time"));
        return new ClockPlace(places, flag(node, "writable"));
    }

    private static TokenPlace token(String name, JsonNode node) {
        only(name, node, Set.of("address", "result"));
        return new TokenPlace(needed(node, "address"), needed(node, "result"));
    }

    private static ProfilePlace profile(String name, JsonNode node) {
        only(name, node, Set.of("address", "command", "register"));
        return new ProfilePlace(needed(node, "address"), node.path("command").asText("R5"),
                measure(name + ".register", node.path("register")));
    }

    private static void only(String name, JsonNode node, Set<String> allowed) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(name + " must have the keys " + new TreeSet<>(allowed));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                throw new IllegalArgumentException(name + " has no key " + key + ", only " + new TreeSet<>(allowed));
            }
        });
    }

    private static String needed(JsonNode node, String key) {
        String text = node.path(key).asText("");
        if (text.isBlank()) {
            throw new IllegalArgumentException(key + " must be given");
        }
        return text;
    }

    private static boolean flag(JsonNode node, String key) {
        String text = node.path(key).asText("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(key + " must be true or false, was: " + text);
        }
        return text.equals("true");
    }

    private static PasswordForm password(JsonNode root) {
        return switch (root.path("password").asText("false")) {
            case "true" -> PasswordForm.PLAIN;
            case "false" -> PasswordForm.NONE;
            case "coded" -> PasswordForm.CODED;
            default -> throw new IllegalArgumentException(
                    "password must be true, false or coded, was: " + root.path("password").asText());
        };
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("identification must be a regular expression: " + e.getMessage(), e);
        }
    }
}

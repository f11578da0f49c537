package io.wattle.headend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A YAML file as checked values: what it does not say has its default, what nobody knows is refused. */
final class ConfigFile {
    private final Path file;
    private final Map<String, String> values;

    private ConfigFile(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static ConfigFile read(Path file) {
        Map<String, String> said = new TreeMap<>();
        flatten(file, "", parse(file), said);
        Map<String, String> values = new HashMap<>();
        for (ConfigKey key : ConfigKeys.ALL) {
            String value = said.containsKey(key.name()) ? said.remove(key.name()) : key.standard();
            values.put(key.name(), key.check(value)
                    .orElseThrow(() -> new ConfigException(file, key.name(), quoted(value), key.allowed())));
        }
        said.keySet().stream().findFirst().ifPresent(unknown -> {
            throw new ConfigException(file, "there is no such key as " + unknown
                    + "; wattle headend --print-config lists them all");
        });
        return new ConfigFile(file, values);
    }

    long whole(ConfigKey key) {
        return Long.parseLong(text(key));
    }

    String text(ConfigKey key) {
        return Objects.requireNonNull(values.get(key.name()), key.name());
    }

    /** A path as the file means it: beside the file itself. Empty when nothing is said. */
    Optional<Path> path(ConfigKey key) {
        String text = text(key);
        return text.isEmpty() ? Optional.empty() : Optional.of(file.toAbsolutePath().resolveSibling(text).normalize());
    }

    Path requiredPath(ConfigKey key) {
        return path(key).orElseThrow(() -> new ConfigException(file, key.name(), "missing", key.unit()));
    }

    /** Refuses a value for a reason that only its user knows. */
    ConfigException refused(ConfigKey key, String reason) {
        return new ConfigException(file, key.name() + " is " + quoted(text(key)) + ": " + reason);
    }

    private static JsonNode parse(Path file) {
        YAMLMapper mapper = YAMLMapper
                .builder(YAMLFactory.builder()
                        .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        try {
            return mapper.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String said = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ConfigException(file, said.startsWith("Duplicate field")
                    ? "line " + line + ": the key " + said.replaceAll("^Duplicate field ('[^']*').*", "$1")
                            + " stands twice"
                    : "line " + line + " is not YAML as expected: " + said);
        } catch (IOException e) {
            throw new ConfigException(file, "cannot be read: " + e);
        }
    }

    private static void flatten(Path file, String prefix, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(file, prefix.isEmpty()
                            ? field.getKey()
                            : prefix + "."
                                    + field.getKey(),
                            field.getValue(), into));
        } else if (node.isValueNode() && !prefix.isEmpty()) {
            into.put(prefix, node.isNull() ? "" : node.asText());
        } else if (!node.isMissingNode() && !node.isNull()) {
            throw new ConfigException(file, (prefix.isEmpty() ? "the file" : prefix)
                    + " must be keys and values, not a list or a bare value");
        }
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "empty" : "\"" + value + "\"";
    }
}

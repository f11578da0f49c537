package io.wattle.headend.tariff;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML keeping the places. What a tariff does not need is refused: anchors, aliases, a second document. */
final class YamlReader {
    private static final int DEPTH_MAX = 12;
    private static final int NODES_MAX = 20_000;
    private static final int TEXT_MAX = 1_000_000;

    private final YAMLParser parser;
    private int nodes;

    private YamlReader(YAMLParser parser) {
        this.parser = parser;
    }

    static YamlNode read(String text) {
        if (text.length() > TEXT_MAX) {
            throw new TariffFileException(1, 1, "", "the file is longer than " + TEXT_MAX + " characters");
        }
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlReader reader = new YamlReader(parser);
            if (parser.nextToken() == null) {
                throw new TariffFileException(1, 1, "", "the file is empty");
            }
            YamlNode node = reader.node(0);
            if (parser.nextToken() != null) {
                throw reader.error("there is something after the tariff: one file holds one tariff");
            }
            return node;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String said = String.join(", ", e.getOriginalMessage()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" ")) // not where it stands in the text
                    .toList());
            throw new TariffFileException(at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()), "", "is not YAML as expected: " + said);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    private YamlNode node(int depth) throws IOException {
        nodes++;
        if (depth > DEPTH_MAX || nodes > NODES_MAX) {
            throw error("there is more inside each other than a tariff can have");
        }
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw error("anchors and aliases are not taken: write it out");
        }
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new YamlNode.Entries(at.getLineNr(), at.getColumnNr(), entries(depth));
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(depth + 1));
            }
            return new YamlNode.Items(at.getLineNr(), at.getColumnNr(), items);
        }
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
        return new YamlNode.Text(at.getLineNr(), at.getColumnNr(), text);
    }

    private Map<String, YamlNode.Entry> entries(int depth) throws IOException {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonLocation at = parser.currentTokenLocation();
            String key = parser.currentName();
            if (entries.containsKey(key)) {
                throw new TariffFileException(at.getLineNr(), at.getColumnNr(), key, "stands twice");
            }
            parser.nextToken();
            entries.put(key, new YamlNode.Entry(at.getLineNr(), at.getColumnNr(), node(depth + 1)));
        }
        return entries;
    }

    private TariffFileException error(String reason) {
        JsonLocation at = parser.currentTokenLocation();
        return new TariffFileException(at.getLineNr(), at.getColumnNr(), "", reason);
    }
}

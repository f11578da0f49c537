package io.wattle.headend.tariff;

import java.util.List;
import java.util.Map;

/** YAML as it stands in the file: texts, lists and maps, and where each begins. */
sealed interface YamlNode permits YamlNode.Text, YamlNode.Items, YamlNode.Entries {

    /** From 1. */
    int line();

    /** From 1. */
    int column();

    record Text(int line, int column, String text) implements YamlNode {}

    record Items(int line, int column, List<YamlNode> items) implements YamlNode {}

    record Entries(int line, int column, Map<String, Entry> entries) implements YamlNode {}

    /** A key with its own place: that is where an unknown one is shown. */
    record Entry(int line, int column, YamlNode value) {}
}

package io.wattle.headend.tariff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The keys of one map: each is asked for, and what nobody asked for is refused. */
final class Fields {
    private final YamlNode.Entries map;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private Fields(YamlNode.Entries map, String path) {
        this.map = map;
        this.path = path;
    }

    static Fields of(YamlNode node, String path) {
        if (!(node instanceof YamlNode.Entries map)) {
            throw new TariffFileException(node.line(), node.column(), path, "must be keys with values");
        }
        return new Fields(map, path);
    }

    Optional<Value> find(String key) {
        asked.add(key);
        return Optional.ofNullable(map.entries().get(key)).map(entry -> new Value(entry.value(), name(key)));
    }

    Value need(String key) {
        return find(key).orElseThrow(() -> new TariffFileException(map.line(), map.column(), name(key), "is missing"));
    }

    boolean has(String key) {
        return map.entries().containsKey(key);
    }

    /** All keys with their values, whatever they are called. */
    List<Value> all() {
        List<Value> values = new ArrayList<>();
        map.entries().forEach((key, entry) -> {
            asked.add(key);
            values.add(new Value(entry.value(), key));
        });
        return values;
    }

    /** One thing, or a list of such things; none if the key is not there. */
    List<Fields> each(String key) {
        return find(key).map(Value::each).orElse(List.of());
    }

    /** Makes what the fields say, and refuses what nobody asked for. */
    <T> T make(Supplier<T> maker) {
        try {
            T made = maker.get();
            map.entries().forEach((key, entry) -> {
                if (!asked.contains(key)) {
                    throw new TariffFileException(entry.line(), entry.column(), name(key),
                            "is not known here; known are " + String.join(", ", asked.stream().sorted().toList()));
                }
            });
            return made;
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    TariffFileException refused(String reason) {
        return new TariffFileException(map.line(), map.column(), path, reason);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}

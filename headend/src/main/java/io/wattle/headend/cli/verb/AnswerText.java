package io.wattle.headend.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a head-end answers, for people: fields line by line, lists as tables, money in its main unit, energy and water in
 * kWh and m3. What is not there is left out. Stateless.
 */
public final class AnswerText {
    private static final String MINOR = "Minor";
    private static final String BASIS_POINTS = "BasisPoints";
    /** Amounts in the unit that stands beside them. */
    private static final Set<String> IN_UNIT = Set.of("amount", "balance", "units", "freeUnits", "deducted");

    /** Money where no unit stands beside them. */
    private static final Set<String> IN_CURRENCY = Set.of("amount", "total", "walletBefore", "walletAfter");

    private AnswerText() {}

    /** All of it. */
    public static String of(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        Map<String, String> plain = new LinkedHashMap<>();
        answer.properties().forEach(field -> {
            if (!isTable(field.getValue())) {
                add(plain, field.getKey(), field.getValue(), answer);
            }
        });
        int width = plain.keySet().stream().mapToInt(String::length).max().orElse(0);
        plain.forEach((name, value) -> text.append(padded(name, width, false)).append("  ").append(value).append('\n'));
        answer.properties().forEach(field -> {
            if (isTable(field.getValue()) && (plain.isEmpty() || !field.getValue().isEmpty())) {
                text.append(plain.isEmpty() ? "" : words(field.getKey()) + ":\n").append(table(field.getValue()));
            }
        });
        return text.isEmpty() ? "Nothing." : text.toString().stripTrailing();
    }

    /** That it is done, with the entry that says so, and the head-end's warnings. */
    public static String done(String words, JsonNode answer) {
        StringBuilder text = new StringBuilder(words);
        if (answer.has("sequence")) {
            text.append(": entry ").append(answer.path("sequence").asLong());
        }
        answer.path("warnings").forEach(warning -> text.append("\nwarning: ").append(warning.asText()));
        return text.toString();
    }

    /** A row a line, under their names. */
    public static String table(JsonNode objects) {
        List<Map<String, String>> rows = new ArrayList<>();
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            Map<String, String> row = cells(object);
            rows.add(row);
            row.forEach((name, value) -> widths.merge(name, Math.max(name.length(), value.length()), Math::max));
        }
        if (rows.isEmpty()) {
            return "None.\n";
        }
        StringBuilder text = new StringBuilder();
        text.append(line(widths, widths.keySet().stream().collect(Collectors.toMap(name -> name, name -> name))));
        rows.forEach(row -> text.append(line(widths, row)));
        return text.toString();
    }

    private static String line(Map<String, Integer> widths, Map<String, String> row) {
        return widths.entrySet()
                .stream()
                .map(column -> {
                    String value = row.getOrDefault(column.getKey(), "");
                    return padded(value, column.getValue(), value.matches("-?[0-9]+[.][0-9]+ [A-Za-z0-9]+"));
                })
                .collect(Collectors.joining("  "))
                .stripTrailing() + "\n";
    }

    private static String padded(String value, int width, boolean right) {
        return right ? " ".repeat(width - value.length()) + value : value + " ".repeat(width - value.length());
    }

    private static boolean isTable(JsonNode value) {
        return value.isArray() && (value.isEmpty() || value.path(0).isObject());
    }

    private static Map<String, String> cells(JsonNode object) {
        Map<String, String> cells = new LinkedHashMap<>();
        object.properties().forEach(field -> add(cells, field.getKey(), field.getValue(), object));
        return cells;
    }

    private static void add(Map<String, String> cells, String name, JsonNode value, JsonNode of) {
        if (value.isObject() && name.endsWith(MINOR)) {
            List<String> parts = new ArrayList<>();
            value.properties().forEach(part -> parts.add(part.getKey() + " " + text(name, part.getValue(), of)));
            cells.put(words(name), String.join(", ", parts));
        } else if (value.isObject()) {
            value.properties()
                    .forEach(field -> add(cells, field.getKey(), field.getValue(),
                            value.has("currency") || value.has("unit") ? value : of));
        } else if (value.isArray() && !value.isEmpty()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.isObject() ? inOneCell(cells(part)) : part.asText()));
            cells.put(words(name), String.join(", ", parts));
        } else if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty() && !isSaidBeside(name, of)) {
            cells.putIfAbsent(words(name), text(name, value, of));
        }
    }

    private static String text(String name, JsonNode value, JsonNode of) {
        if (name.endsWith(MINOR) && of.path("unit").asText().matches("[A-Z]{3}") && !of.has("currency")) {
            return QuantityText.of(new Money(value.asLong(), of.path("unit").asText())); // of a balance in money
        }
        if (isMoney(name, of) && value.isNumber()) {
            return QuantityText.of(new Money(value.asLong(), of.path("currency").asText()));
        }
        if (name.endsWith(BASIS_POINTS)) {
            return BigDecimal.valueOf(value.asLong(), 2).toPlainString() + " %";
        }
        return IN_UNIT.contains(name) && value.isNumber() && of.path("unit").isTextual()
                ? QuantityText.of(Unit.ofCode(of.path("unit").asText()).of(value.asLong()))
                : value.isBoolean() ? value.asBoolean() ? "yes" : "no" : value.asText();
    }

    private static boolean isMoney(String name, JsonNode of) {
        return of.path("currency").isTextual()
                && (name.endsWith(MINOR) || (IN_CURRENCY.contains(name) && !of.path("unit").isTextual()));
    }

    /** A thing alone, or label and text, speak for themselves. */
    private static String inOneCell(Map<String, String> cells) {
        return cells.size() == 1 || cells.containsKey("label")
                ? String.join(" ", cells.values())
                : cells.entrySet()
                        .stream()
                        .map(cell -> cell.getKey() + " " + cell.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** A currency or a unit that stands with each amount already. */
    private static boolean isSaidBeside(String name, JsonNode of) {
        return switch (name) {
            case "currency" -> of.properties().stream().anyMatch(field -> isMoney(field.getKey(), of));
            case "unit" -> of.properties().stream().anyMatch(field -> IN_UNIT.contains(field.getKey()));
            default -> false;
        };
    }

    /** {@code walletAfterMinor} is "wallet after". */
    private static String words(String name) {
        String bare = name.endsWith(MINOR)
                ? name.substring(0, name.length() - MINOR.length())
                : name.endsWith(BASIS_POINTS) ? name.substring(0, name.length() - BASIS_POINTS.length()) : name;
        return bare.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}

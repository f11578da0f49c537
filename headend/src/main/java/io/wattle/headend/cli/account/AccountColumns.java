package io.wattle.headend.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.headend.text.CsvReader;
import io.wattle.headend.text.CsvRow;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.ContactFrequency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a list of accounts, and what of a row each fills. A part of the row (customer, account, location, meter) is
 * there if its first column is not empty. Several phones or e-mails stand in one field with semicolons between. For one file.
 */
final class AccountColumns {
    /** Column to part and field. The first column of a part names the thing itself. */
    private static final Map<String, List<String>> PLACES = places();
    /** What the API takes; a name where nothing else is said. */
    private static final int NAME_CHARACTERS_MAX = 64;
    private static final Map<String, Integer> CHARACTERS_MAX = Map.of("address", 500, "notes", 500, "name", 500,
            "emails", 254);
    private static final int CONTACTS_MAX = 8;
    private final List<String> names;

    private AccountColumns(List<String> names) {
        this.names = names;
    }

    private static Map<String, List<String>> places() {
        Map<String, List<String>> places = new LinkedHashMap<>();
        places.put("account", List.of("account", "account"));
        places.put("customer", List.of("customer", "customer"));
        places.put("master", List.of("account", "master"));
        places.put("class", List.of("account", "customerClass"));
        places.put("sub_class", List.of("account", "subClass"));
        places.put("discounts", List.of("account", "discounts"));
        places.put("language", List.of("account", "language"));
        places.put("contact_frequency", List.of("account", "contactFrequency"));
        places.put("threshold_days", List.of("account", "thresholdDays"));
        places.put("address", List.of("account", "address"));
        places.put("notes", List.of("account", "notes"));
        places.put("name", List.of("customer", "name"));
        places.put("phones", List.of("customer", "phones"));
        places.put("emails", List.of("customer", "emails"));
        places.put("letter_address", List.of("customer", "address"));
        places.put("customer_notes", List.of("customer", "notes"));
        places.put("location", List.of("location", "location"));
        places.put("location_address", List.of("location", "address"));
        places.put("meter", List.of("meter", "meter"));
        places.put("balance_mode", List.of("meter", "balanceMode"));
        places.put("com", List.of("meter", "com"));
        places.put("vending", List.of("meter", "vending"));
        return places;
    }

    /** All there are, as the first line of a file. */
    static String header() {
        return String.join(",", PLACES.keySet());
    }

    /** The columns that a first line names; complains of one that is unknown or stands there twice. */
    static AccountColumns of(CsvReader csv, CsvRow header) {
        for (int i = 0; i < header.fields().size(); i++) {
            String name = header.fields().get(i);
            if (!PLACES.containsKey(name) || header.fields().indexOf(name) != i) {
                throw csv.bad(header, i, "must be one of " + header() + ", and each once, was: " + name);
            }
        }
        return new AccountColumns(header.fields());
    }

    /** Where a column stands; the first one if the file has no such column. */
    int indexOf(String part, String field) {
        for (int i = 0; i < names.size(); i++) {
            List<String> place = PLACES.getOrDefault(names.get(i), List.of());
            if (place.equals(List.of(part, field))) {
                return i;
            }
        }
        return 0;
    }

    /** A row as the API takes it. */
    ObjectNode row(CsvReader csv, CsvRow row) {
        if (row.fields().size() != names.size()) {
            throw csv.bad(row, 0, "must have " + names.size() + " fields, has " + row.fields().size());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            List<String> place = PLACES.getOrDefault(names.get(i), List.of());
            String value = row.fields().get(i);
            if (!value.isEmpty()) {
                put(csv, row, i, json.withObjectProperty(place.getFirst()), place.getLast(), value);
            }
        }
        shareNames(json);
        for (String part : List.of("customer", "account", "location", "meter")) {
            JsonNode some = json.get(part);
            if (some != null && !some.has(part)) {
                throw csv.bad(row, indexOf(part, some.fieldNames().next()), "stands without a " + part);
            }
        }
        return json;
    }

    /** A customer or location is that of the account or meter in the same row, too. Without more it is only named. */
    private static void shareNames(ObjectNode json) {
        share(json, "customer", "account");
        share(json, "location", "meter");
    }

    private static void share(ObjectNode json, String owner, String user) {
        if (json.path(owner).has(owner) && json.has(user)) {
            ((ObjectNode) json.get(user)).set(owner, json.get(owner).get(owner));
            if (json.get(owner).size() == 1) {
                json.remove(owner);
            }
        }
    }

    private static void put(CsvReader csv, CsvRow row, int at, ObjectNode part, String field, String value) {
        switch (field) {
            case "phones", "emails" -> {
                ArrayNode array = part.putArray(field);
                for (String one : value.split(";", -1)) {
                    shorter(csv, row, at, field, one.strip());
                    if (field.equals("emails") && !one.strip().matches("[^\\s@]+@[^\\s@]+")) {
                        throw csv.bad(row, at, "must be addresses such as ama@example.org, was: " + one.strip());
                    }
                    array.add(one.strip());
                }
                if (array.size() > CONTACTS_MAX) {
                    throw csv.bad(row, at, "must have at most " + CONTACTS_MAX + ", has " + array.size());
                }
            }
            case "thresholdDays" -> {
                if (!value.matches("[0-9]{1,3}")) {
                    throw csv.bad(row, at, "must be a number of days, 0..365");
                }
                part.put(field, Integer.parseInt(value));
            }
            case "vending" -> {
                if (!List.of("enabled", "disabled").contains(value)) {
                    throw csv.bad(row, at, "must be enabled or disabled");
                }
                part.put(field, value.equals("enabled"));
            }
            case "contactFrequency" -> part.put(field, word(csv, row, at, value, ContactFrequency.values()));
            case "balanceMode" -> part.put(field, word(csv, row, at, value, BalanceMode.values()));
            default -> {
                shorter(csv, row, at, field, value);
                part.put(field, value);
            }
        }
    }

    private static void shorter(CsvReader csv, CsvRow row, int at, String field, String value) {
        int most = CHARACTERS_MAX.getOrDefault(field, NAME_CHARACTERS_MAX);
        if (value.length() > most) {
            throw csv.bad(row, at, "must be at most " + most + " characters, has " + value.length());
        }
    }

    private static String word(CsvReader csv, CsvRow row, int at, String value, Enum<?>[] words) {
        for (Enum<?> word : words) {
            if (word.name().equalsIgnoreCase(value)) {
                return word.name();
            }
        }
        throw csv.bad(row, at, "must be one of " + Arrays.toString(words) + ", was: " + value);
    }

    /** A row that the API gave, as a line; line ends in it become blanks. */
    static String line(JsonNode row) {
        List<String> fields = new ArrayList<>();
        PLACES.forEach((_, place) -> {
            JsonNode value = row.path(place.getFirst()).path(place.getLast());
            fields.add(quoted(text(value, place)));
        });
        return String.join(",", fields);
    }

    private static String text(JsonNode value, List<String> place) {
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(one -> all.add(one.asText()));
            return String.join(";", all);
        }
        return place.getLast().equals("vending") && !value.isMissingNode()
                ? value.asBoolean() ? "enabled" : "disabled"
                : value.asText("");
    }

    private static String quoted(String text) {
        String line = text.replaceAll("\\R", " ");
        return line.contains(",") || line.contains("\"") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }
}

package io.wattle.headend.cli.meter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.wattle.headend.cli.verb.UsageException;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Day;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Season;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Switch;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Week;
import io.wattle.protocols.dlms.object.typed.CalendarPlan;
import io.wattle.protocols.dlms.object.typed.DayTime;
import io.wattle.protocols.dlms.object.typed.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A tariff calendar as a file: name, seasons, weeks, days and their switching times (docs/dlms.md). */
final class CalendarFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String TARIFF_SCRIPTS = "0.0.10.0.100.255";

    private CalendarFile() {}

    /** @throws UsageException naming what is wrong and what is allowed */
    static CalendarPlan read(String text) {
        try {
            JsonNode root = YAML.readTree(text);
            only(root, "name", "seasons", "weeks", "days", "scripts");
            ObisCode scripts = new ObisCode(root.path("scripts").asText(TARIFF_SCRIPTS));
            CalendarPlan plan = new CalendarPlan(needed(root, "name"), items(root, "seasons", CalendarFile::season),
                    items(root, "weeks", CalendarFile::week), items(root, "days", day -> day(day, scripts)));
            plan.faults().ifPresent(fault -> {
                throw new IllegalArgumentException(fault);
            });
            return plan;
        } catch (JsonProcessingException e) {
            throw new UsageException("calendar: is no YAML: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException("calendar: " + e.getMessage());
        }
    }

    /** The same calendar as a file. */
    static String write(CalendarPlan plan) {
        StringBuilder out = new StringBuilder("name: " + quoted(plan.name()) + "\n");
        plan.days()
                .stream()
                .flatMap(day -> day.switches().stream())
                .map(each -> each.table().dotted())
                .filter(table -> !table.equals(TARIFF_SCRIPTS))
                .findFirst()
                .ifPresent(table -> out.append("scripts: ").append(table).append('\n'));
        out.append("seasons:\n");
        plan.seasons()
                .forEach(season -> out.append("  - {name: " + quoted(season.name()) + ", from: "
                        + quoted(season.from().text()) + ", week: " + quoted(season.week()) + "}\n"));
        out.append("weeks:\n");
        plan.weeks()
                .forEach(week -> out.append("  - {name: " + quoted(week.name()) + ", days: " + week.days() + "}\n"));
        out.append("days:\n");
        for (Day day : plan.days()) {
            out.append("  - {day: " + day.id() + ", at: {");
            out.append(String.join(", ", day.switches()
                    .stream()
                    .map(each -> quoted(each.at().text()) + ": " + each.script())
                    .toList()));
            out.append("}}\n");
        }
        return out.toString();
    }

    private static Season season(JsonNode node) {
        only(node, "name", "from", "week");
        return new Season(needed(node, "name"), Moment.parse(needed(node, "from")), needed(node, "week"));
    }

    private static Week week(JsonNode node) {
        only(node, "name", "days");
        List<Integer> days = new ArrayList<>();
        node.path("days").forEach(day -> days.add(number("days", day)));
        return new Week(needed(node, "name"), days);
    }

    private static Day day(JsonNode node, ObisCode scripts) {
        only(node, "day", "at");
        List<Switch> switches = new ArrayList<>();
        node.path("at")
                .properties()
                .forEach(entry -> switches.add(
                        new Switch(DayTime.parse(entry.getKey()), scripts, number("script", entry.getValue()))));
        return new Day(number("day", node.path("day")), switches);
    }

    private static int number(String what, JsonNode node) {
        if (!node.isInt() || node.intValue() < 0 || node.intValue() > 65_535) {
            throw new IllegalArgumentException(what + " must be a whole number, 0..65535, was: " + node.asText());
        }
        return node.intValue();
    }

    private static <T> List<T> items(JsonNode root, String name, Function<JsonNode, T> read) {
        List<T> items = new ArrayList<>();
        root.path(name).forEach(node -> items.add(read.apply(node)));
        return items;
    }

    private static String needed(JsonNode node, String name) {
        String text = node.path(name).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static void only(JsonNode node, String... keys) {
        Set<String> allowed = new TreeSet<>(List.of(keys));
        if (!node.isObject()) {
            throw new IllegalArgumentException("there must be the keys " + allowed);
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                throw new IllegalArgumentException("there is no key " + key + ", only " + allowed);
            }
        });
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package io.wattle.headend.cli.meter;

import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.dlms.object.MeterTime;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ObjectValues;
import io.wattle.protocols.dlms.object.ProfileColumn;
import io.wattle.protocols.dlms.object.ProfileTable;
import io.wattle.protocols.dlms.object.ValueText;
import io.wattle.protocols.dlms.object.typed.Shown;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A meter's objects as a table, or as JSON with one object a line. */
final class ObjectPrint {
    private final PrintWriter out;
    private final boolean json;
    private final MeterTimes times;

    ObjectPrint(PrintWriter out, boolean json, MeterTimes times) {
        this.out = out;
        this.json = json;
        this.times = times;
    }

    void entries(List<ObjectEntry> entries) {
        if (!json) {
            out.printf("%-18s %5s %3s  %-22s %s%n", "NAME", "CLASS", "VER", "WHAT", "ATTRIBUTES AND METHODS");
        }
        for (ObjectEntry entry : entries) {
            String attributes = entry.attributes()
                    .stream()
                    .map(access -> access.attribute() + (access.read() ? "r" : "") + (access.write() ? "w" : ""))
                    .collect(Collectors.joining(" "));
            String methods = entry.methods().stream().map(String::valueOf).collect(Collectors.joining(" "));
            if (json) {
                out.println(new JsonLine().with("name", entry.name().dotted())
                        .with("class", entry.classId())
                        .with("version", entry.version())
                        .with("what", entry.title())
                        .with("attributes", attributes)
                        .with("methods", methods));
            } else {
                out.printf("%-18s %5d %3d  %-22s %s%n", entry.name(), entry.classId(), entry.version(), entry.title(),
                        attributes + (methods.isEmpty() ? "" : " / " + methods));
            }
        }
        out.flush();
    }

    void objects(List<ObjectValues> objects) {
        for (TypedObject.Described described : TypedObject.ofAll(objects, times)) {
            ObjectValues object = described.values();
            if (!json) {
                out.printf("%s  %s%n", object.entry().name(), object.entry().title());
            }
            if (json) {
                object.values().forEach(value -> out.println(line(object, value, described.shown())));
            } else {
                described.shown().forEach(shown -> out.printf("    %-40s %s%n", shown.name(), shown.text()));
            }
        }
        out.flush();
    }

    /** What came, and what it means. */
    private JsonLine line(ObjectValues object, ObjectValues.Named value, List<Shown> all) {
        JsonLine line = new JsonLine().with("name", object.entry().name().dotted())
                .with("class", object.entry().classId())
                .with("attribute", value.name())
                .with("value", value.text(times));
        all.stream().filter(shown -> shown.name().equals(value.name())).findFirst().ifPresent(shown -> {
            line.with("means", shown.text());
            if (shown.odd()) {
                line.with("odd", true);
            }
        });
        return line;
    }

    void table(ProfileTable table) {
        List<String> titles = table.layout().columns().stream().map(ObjectPrint::title).toList();
        if (!json) {
            out.println(String.join(" | ", titles));
        }
        for (int row = 0; row < table.rows().size(); row++) {
            List<String> cells = cells(table, row);
            if (json) {
                JsonLine line = new JsonLine();
                for (int column = 0; column < cells.size(); column++) {
                    line.with(titles.get(column), cells.get(column));
                }
                table.rows()
                        .get(row)
                        .at()
                        .map(MeterTime::status)
                        .filter(status -> status != 0)
                        .ifPresent(status -> line.with("clockStatus", status));
                out.println(line);
            } else {
                String doubt = table.rows().get(row).at().filter(MeterTime::isDoubtful).isPresent() ? " ?" : "";
                out.println(String.join(" | ", cells) + doubt);
            }
        }
        if (!json) {
            table.gaps().forEach(gap -> out.println("missing: " + gap.count() + " from " + gap.first()));
            if (table.repeated() > 0) {
                out.println("left out, as their time stood there before: " + table.repeated());
            }
            if (table.unreadable() > 0) {
                out.println("left out, as they do not fit the columns: " + table.unreadable());
            }
        }
        out.flush();
    }

    private List<String> cells(ProfileTable table, int row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < table.layout().columns().size(); column++) {
            int at = column;
            cells.add(table.measure(row, column)
                    .map(measure -> measure.number().toPlainString())
                    .orElseGet(() -> ValueText.of(table.rows().get(row).cells().get(at), times)));
        }
        return cells;
    }

    private static String title(ProfileColumn column) {
        return column.isClock() ? "time" : column.title();
    }
}

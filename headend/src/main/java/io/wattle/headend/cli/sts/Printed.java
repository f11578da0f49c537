package io.wattle.headend.cli.sts;

import io.wattle.headend.text.JsonLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Answers as a table or as one JSON object; refusals as a sentence or as one, too. */
record Printed(PrintWriter out, PrintWriter err, boolean json) {

    static Printed of(CommandSpec spec, boolean json) {
        return new Printed(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    }

    /** Answers exit code 0. A list is shown one below the other. */
    int fields(Map<String, Object> fields) {
        JsonLine line = new JsonLine();
        fields.forEach((name, value) -> {
            if (value instanceof List<?> several) {
                List<String> texts = several.stream().map(String::valueOf).toList();
                line.withTexts(name, texts);
                texts.forEach(text -> row(name, text));
            } else {
                line.with(name, value);
                row(name, value);
            }
        });
        if (json) {
            out.println(line);
        }
        out.flush();
        return 0;
    }

    /** Answers exit code 1. */
    int refused(String field, String reason) {
        if (json) {
            out.println(new JsonLine().with("refused", field).with("reason", reason));
            out.flush();
        } else {
            err.println("wattle: " + field + " " + reason);
        }
        return 1;
    }

    private void row(String name, Object value) {
        if (!json) {
            out.printf("%-14s %s%n", name, value);
        }
    }
}

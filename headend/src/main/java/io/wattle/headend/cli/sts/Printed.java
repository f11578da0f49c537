package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.text.JsonLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    /** Answers exit code 0 only if something was made. */
    int issuance(Issuance issuance, Function<Issuance.Issued, Map<String, Object>> said) {
        return switch (issuance) {
            case Issuance.Issued issued -> fields(said.apply(issued));
            case Issuance.Refused(String field, String reason) -> refused(field, reason);
            case Issuance.Unknown(String reason) -> refused("security module", reason);
        };
    }

    private void row(String name, Object value) {
        if (!json) {
            out.printf("%-14s %s%n", name, value);
        }
    }
}

package io.wattle.headend.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A command line as somebody types it: words between blanks, and between single quotes what has blanks. */
public record CliRun(int code, String out, String err) {

    /** At a running head-end. */
    public static CliRun at(String url, String line) {
        List<String> words = words(line);
        words.addAll(List.of("--url", url));
        return of(words);
    }

    public static CliRun of(String line) {
        return of(words(line));
    }

    private static CliRun of(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = WattleCommand.run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
        return new CliRun(code, out.toString(), err.toString());
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        String[] parts = line.strip().split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                words.add(parts[i]);
            } else if (!parts[i].isBlank()) {
                words.addAll(List.of(parts[i].strip().split(" +")));
            }
        }
        return words;
    }

    @Override
    public String toString() {
        return "exit code " + code + "\n" + out + err;
    }
}

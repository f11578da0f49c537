package io.wattle.headend.cli;

import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.text.FileWords;
import io.wattle.headend.text.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle readings}. */
@Command(name = "readings", mixinStandardHelpOptions = true, description = "Brings readings from a CSV file to a running head-end: meter,takenAt,register,unit,quality. One that is known changes nothing, so a file may be brought again. Exit code 1 if one was refused.")
final class ReadingsCommand implements Callable<Integer> {
    private static final String HEAD = "meter,takenAt,register,unit,quality";
    /** As many as the head-end takes at once. */
    private static final int AT_ONCE = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private final HeadEndClient headEnd = new HeadEndClient();

    @Parameters(paramLabel = "FILE", description = "Its first line is " + HEAD + ".")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who brings them.")
    private String person = "";

    private int refused;

    @Override
    public Integer call() {
        List<JsonLine> readings = read(file);
        int worst = 0;
        for (int from = 0; from < readings.size(); from += AT_ONCE) {
            List<JsonLine> some = readings.subList(from, Math.min(readings.size(), from + AT_ONCE));
            worst = Math.max(worst, headEnd.post(spec, new JsonLine().with("person", person).with("readings", some),
                    answer -> {
                        StringBuilder words = new StringBuilder(answer.path("taken").asInt() + " taken, "
                                + answer.path("known").asInt() + " known before, " + answer.path("refused").size()
                                + " refused");
                        answer.path("refused")
                                .forEach(one -> words.append("\n  ")
                                        .append(one.path("meter").asText())
                                        .append(": ")
                                        .append(one.path("reason").asText())
                                        .append(", ")
                                        .append(one.path("field").asText())
                                        .append(' ')
                                        .append(one.path("detail").asText()));
                        refused += answer.path("refused").size();
                        return words.toString();
                    }, "readings"));
        }
        return refused > 0 ? 1 : worst;
    }

    static List<JsonLine> read(Path file) {
        List<String> lines = lines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEAD)) {
            throw new BadFileException(file, 1, "must begin with " + HEAD);
        }
        List<JsonLine> readings = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                readings.add(reading(file, i + 1, lines.get(i).split(",", -1)));
            }
        }
        return readings;
    }

    private static JsonLine reading(Path file, int line, String[] cells) {
        if (cells.length != 5) {
            throw new BadFileException(file, line, "must have 5 columns, has " + cells.length);
        }
        try {
            return new JsonLine().with("meter", cells[0].strip())
                    .with("takenAt", cells[1].strip())
                    .with("register", Long.parseLong(cells[2].strip()))
                    .with("unit", cells[3].strip())
                    .with("quality", cells[4].strip().toLowerCase(Locale.ROOT));
        } catch (NumberFormatException e) {
            throw new BadFileException(file, line, "register must be a whole number, was: " + cells[2]);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + FileWords.why(e));
        }
    }
}

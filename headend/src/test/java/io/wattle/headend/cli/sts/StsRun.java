package io.wattle.headend.cli.sts;

import io.wattle.headend.cli.WattleCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One command as a user types it. */
record StsRun(int code, String out, String err) {
    static final Path VECTORS = Path.of(System.getProperty("wattle.root", ".."),
            "protocols/src/test/resources/io/wattle/protocols/sts/vectors.json");

    static StsRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int code = WattleCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new StsRun(code, out.toString(), err.toString());
    }

    static String vectors() {
        try {
            return Files.readString(VECTORS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return out.lines().toList();
    }
}

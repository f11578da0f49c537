package io.wattle.headend.cli.sts;

import io.wattle.headend.registry.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** A file that a user names, or standard input. */
final class VectorsInput {
    private static final String STANDARD_INPUT = "-";

    private VectorsInput() {}

    /** Opens it for whoever wants it and what it is called, and closes it again. */
    static void with(Path file, BiConsumer<InputStream, String> use) {
        if (file.toString().equals(STANDARD_INPUT)) {
            use.accept(System.in, "standard input");
            return;
        }
        try (InputStream in = open(file)) {
            use.accept(in, file.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException missing) {
            throw new BadFileException(file, 0, "cannot be read: " + missing);
        }
    }
}

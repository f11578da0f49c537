package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.MeterModels;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the models are that a URI may name. */
final class ModelOption {
    @Option(names = "--models", paramLabel = "FILE", description = "Models of meters, as meters.models of a head-end's configuration, for a URI with ?model=NAME.")
    private @Nullable Path file;

    /** @throws UsageException if the file cannot be used, or has no such model */
    URI on(URI uri) {
        if (file == null) {
            return uri;
        }
        try {
            return MeterModels.read(file).on(uri);
        } catch (BadFileException | IllegalArgumentException e) {
            throw new UsageException("--models: " + e.getMessage());
        }
    }
}

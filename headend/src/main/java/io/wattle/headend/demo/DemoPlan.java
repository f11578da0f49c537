package io.wattle.headend.demo;

import io.wattle.headend.registry.BadFileException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What a demo is to be; kept in its folder, so that the next run there goes on with the same fleet.
 *
 * @param seed what the fleet follows from
 * @param meters size of the fleet
 */
public record DemoPlan(Path folder, long seed, int meters) {
    /** One who pays, one who steals, one whose credit runs out. */
    public static final int METERS_MIN = 3;
    public static final int METERS_MAX = 20_000;
    private static final String FILE = "demo.properties";

    /**
     * The plan of a folder: what was kept there, else what is asked for, else the defaults.
     *
     * @throws BadFileException if the folder holds another fleet than is asked for
     */
    public static DemoPlan in(Path folder, OptionalLong seed, OptionalInt meters) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                DemoPlan plan = new DemoPlan(folder, seed.orElse(1), meters.orElse(12));
                plan.write(file);
                return plan;
            }
            DemoPlan kept = read(folder, file);
            refuseOther(file, "--seed", seed, kept.seed);
            refuseOther(file, "--meters",
                    meters.isPresent() ? OptionalLong.of(meters.getAsInt()) : OptionalLong.empty(),
                    kept.meters);
            return kept;
        } catch (IOException e) {
            throw new BadFileException(folder, 0, "cannot be used as a data folder: " + e);
        }
    }

    private static DemoPlan read(Path folder, Path file) throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
            return new DemoPlan(folder, Long.parseLong(kept.getProperty("seed", "")),
                    Integer.parseInt(kept.getProperty("meters", "")));
        } catch (NumberFormatException e) {
            throw new BadFileException(file, 0, "must hold seed and meters as whole numbers");
        }
    }

    private void write(Path file) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("seed", Long.toString(seed));
        kept.setProperty("meters", Integer.toString(meters));
        Path fresh = file.resolveSibling(FILE + ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            kept.store(writer, "the fleet of this demo");
        }
        Files.move(fresh, file);
    }

    private static void refuseOther(Path file, String option, OptionalLong asked, long kept) {
        if (asked.isPresent() && asked.getAsLong() != kept) {
            throw new BadFileException(file, 0, "the fleet here was made with " + option + " " + kept
                    + "; take another folder, or leave " + option + " out");
        }
    }
}

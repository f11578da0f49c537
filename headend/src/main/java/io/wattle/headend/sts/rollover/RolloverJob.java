package io.wattle.headend.sts.rollover;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What must be the same in every run over one list: which list it is, and when the first run began. Immutable.
 *
 * @param sha256 of the list
 * @param started whole minutes
 */
record RolloverJob(String sha256, Instant started) {
    private static final String LIST = "list-sha256 ";
    private static final String STARTED = "started ";
    private static final int NAME_DIGITS = 16;

    /**
     * The job of these results: the one that is on disk, or a new one, which is on disk when this returns.
     *
     * @throws BadFileException if the results are of another list
     */
    static RolloverJob of(RolloverInput input, Path results, Instant now) {
        Path file = results.resolveSibling(results.getFileName() + ".job");
        if (Files.exists(file)) {
            RolloverJob job = read(file);
            if (!job.sha256.equals(input.sha256())) {
                throw new BadFileException(results, 0, "belongs to another list, or " + input.file()
                        + " was changed since; give --out with a new name");
            }
            return job;
        }
        if (Files.exists(results)) {
            throw new BadFileException(results, 0, "exists, and is not the beginning of a rollover; give --out with a"
                    + " new name");
        }
        RolloverJob job = new RolloverJob(input.sha256(), now.truncatedTo(ChronoUnit.MINUTES));
        String text = LIST + job.sha256 + "\n" + STARTED + job.started + "\n";
        OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.US_ASCII));
        return job;
    }

    /** The name of one row's wish: the same whenever it is asked for. */
    String messageId(long line) {
        return "rollover-" + sha256.substring(0, NAME_DIGITS) + "-" + started.getEpochSecond() / 60 + "-" + line;
    }

    private static RolloverJob read(Path file) {
        List<String> lines = OwnerOnlyFile.lines(file);
        if (lines.size() != 2 || !lines.get(0).matches(LIST + "[0-9a-f]{64}") || !lines.get(1).startsWith(STARTED)) {
            throw new BadFileException(file, 0, "must have two lines, " + LIST + "and " + STARTED);
        }
        try {
            return new RolloverJob(lines.get(0).substring(LIST.length()),
                    Instant.parse(lines.get(1).substring(STARTED.length())));
        } catch (DateTimeException noTime) {
            throw new BadFileException(file, 2, "must be a time, such as 2026-01-01T00:00:00Z");
        }
    }
}

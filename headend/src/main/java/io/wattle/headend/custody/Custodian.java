package io.wattle.headend.custody;

import io.wattle.headend.tending.Rounds;
import io.wattle.ledger.LedgerArchive;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At start, and every day by the head-end's clock: adds the head of the journal's chain to the file of anchors, and moves
 * old segments to the archive. What fails is said in the log and tried again after an hour; the journal goes on meanwhile.
 */
public final class Custodian {
    private static final Logger LOG = LoggerFactory.getLogger(Custodian.class);
    private static final Duration INTERVAL = Duration.ofDays(1);
    private static final Duration RETRY = Duration.ofHours(1);

    private final Path journal;
    private final CustodyConfig config;
    private Custodian(Path journal, CustodyConfig config) {
        this.journal = journal;
        this.config = config;
    }

    /**
     * Begins, with a first round at once. Closing does not wait for a segment that is being copied; it is copied anew
     * another time.
     *
     * @param journal the folder of the running ledger's journal
     */
    public static Rounds start(Path journal, CustodyConfig config, InstantSource clock) {
        Custodian custodian = new Custodian(journal, config);
        return Rounds.start("custodian", clock, _ -> custodian.isDone() ? INTERVAL : RETRY);
    }

    private boolean isDone() {
        try {
            if (config.anchors().isPresent()) {
                anchor(config.anchors().get());
            }
            if (config.archive().isPresent()) {
                archive(config.archive().get());
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("what proves the journal could not be kept elsewhere, it is tried again in {} minutes",
                    RETRY.toMinutes(), e);
            return false;
        }
    }

    /** Adds a line, durably; none if nothing has come since the last one. */
    private void anchor(Path file) throws IOException {
        String head = LedgerArchive.open(journal).head().toString();
        List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (!before.isEmpty() && before.getLast().equals(head)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            channel.write(StandardCharsets.UTF_8.encode(head + "\n"));
            channel.force(true);
        }
    }

    private void archive(Path folder) {
        int moved = LedgerArchive.open(journal).moveTo(folder);
        if (moved > 0) {
            LOG.info("{} segments of the journal were moved to {}", moved, folder);
        }
    }
}

package io.wattle.headend.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read store in a file of the data folder. */
public final class EmbeddedStore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private static final String USER = "wattle";

    private EmbeddedStore() {}

    /**
     * Opens it. One that is damaged or torn, or knows more than the journal, is put aside and made anew: the journal has it all.
     *
     * @param lastSequence the journal's
     */
    public static ReadStore open(Path folder, long lastSequence) {
        try {
            ReadStore store = openAt(folder);
            if (isGood(folder, store, lastSequence)) {
                return store;
            }
            LOG.warn("the read store does not fit the journal, or was torn when a process was killed; it is made anew");
        } catch (RuntimeException e) {
            LOG.warn("the read store cannot be used and is made anew: {}", e.toString());
        }
        putAside(folder);
        return openAt(folder);
    }

    /** Closes it if it is not: what stays open cannot be put aside. */
    private static boolean isGood(Path folder, ReadStore store, long lastSequence) {
        boolean good = false;
        try {
            good = store.lastSequence() <= lastSequence && !isTorn(folder, store.lastSequence());
            return good;
        } finally {
            if (!good) {
                store.close();
            }
        }
    }

    /** Whether it shows part of an entry behind the last one that it says it shows: then nothing in it can be relied upon. */
    private static boolean isTorn(Path folder, long last) {
        return Jdbi.create(url(folder), USER, "")
                .withHandle(handle -> handle
                        .select("SELECT table_name FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND column_name = 'sequence'")
                        .mapTo(String.class)
                        .stream()
                        .anyMatch(table -> handle.select("SELECT MAX(sequence) FROM " + table)
                                .mapTo(Long.class)
                                .findOne()
                                .filter(most -> most > last)
                                .isPresent()));
    }

    private static ReadStore openAt(Path folder) {
        return ReadStore.open(url(folder), USER, "");
    }

    private static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("read-store").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static void putAside(Path folder) {
        Path file = folder.resolve("read-store.mv.db");
        try {
            if (Files.exists(file)) {
                Files.move(file, folder.resolve("read-store.damaged.mv.db"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

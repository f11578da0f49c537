package io.wattle.headend.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read store in a file of the data folder. */
public final class EmbeddedStore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private EmbeddedStore() {}

    /**
     * Opens it. One that is damaged or torn, or knows more than the journal, is put aside and made anew: the journal has it all.
     *
     * @param lastSequence the journal's
     */
    public static ReadStore open(Path folder, long lastSequence) {
        try {
            ReadStore store = openAt(folder);
            if (isGood(store, lastSequence)) {
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
    private static boolean isGood(ReadStore store, long lastSequence) {
        boolean good = false;
        try {
            good = store.lastSequence() <= lastSequence && !store.isTorn();
            return good;
        } finally {
            if (!good) {
                store.close();
            }
        }
    }

    private static ReadStore openAt(Path folder) {
        return ReadStore.open("jdbc:h2:file:" + folder.resolve("read-store").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE", "wattle", "");
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

package io.wattle.ledger;

import io.wattle.ledger.journal.DiskFull;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether something went wrong, for good. Both threads of the ledger look here before each step; safe for any thread. */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Watermark watermark;

    Stop(Watermark watermark) {
        this.watermark = watermark;
    }

    /** Stops everything; the first reason is kept, later ones only follow from it. */
    void because(Throwable why) {
        if (!failure.compareAndSet(null, why)) {
            return;
        }
        if (why instanceof DiskFull) {
            LOG.error("the ledger has stopped: {}", why.getMessage());
        } else {
            LOG.error("the ledger has stopped for good", why);
        }
        watermark.end();
    }

    boolean isCalled() {
        return failure.get() != null;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }
}

package io.wattle.headend.reading;

import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.PointRow;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.MeterEvent;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.RegisterProfile;
import io.wattle.ledger.state.LedgerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks the read store, which is the journal's index; but not before it shows everything that the ledger had decided when it
 * was asked.
 */
public final class KeptInStore implements KeptBefore {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_MS = 5;
    private final Ledger ledger;
    private final ReadStore store;

    public KeptInStore(Ledger ledger, ReadStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    @Override
    public boolean knows(String meter, Reading reading) {
        awaitStore();
        return store.told().knows(meter, reading);
    }

    @Override
    public boolean knows(String meter, MeterEvent event) {
        awaitStore();
        return store.told().knows(meter, event);
    }

    @Override
    public List<RegisterProfile.Point> unknown(String meter, RegisterProfile profile) {
        awaitStore();
        // H2 keeps microseconds; what a meter writes down at regular times has none.
        Map<Instant, Long> known = store.told()
                .profile(meter, profile.points().getFirst().at(), profile.points().getLast().at().plusSeconds(1),
                        2 * RegisterProfile.POINTS_MAX)
                .stream()
                .collect(Collectors.toMap(PointRow::takenAt, PointRow::registerValue));
        return profile.points()
                .stream()
                .filter(point -> !Long.valueOf(point.register()).equals(known.get(point.at())))
                .toList();
    }

    private void awaitStore() {
        long sequence = ledger.ask(LedgerView::lastSequence).join();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (store.lastSequence() < sequence) {
            if (System.nanoTime() > end) {
                throw new StoreBehindException(sequence);
            }
            try {
                Thread.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreBehindException(sequence);
            }
        }
    }

    /** It will have caught up when the message is tried again. */
    private static final class StoreBehindException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private StoreBehindException(long sequence) {
            super("the read store does not show entry " + sequence + " yet");
        }
    }
}

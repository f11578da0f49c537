package io.wattle.ledger.simulation;

import io.wattle.ledger.journal.JournalPlace;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A snapshot: a state as bytes, and the place in the journal just after it. The files that snapshots stand in have tests
 * of their own.
 */
final class Kept {
    private final JournalPlace place;
    private final byte[] bytes;

    private Kept(JournalPlace place, byte[] bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    static Kept of(JournalPlace place, LedgerState state) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            StateCodec.write(state, out);
            return new Kept(place, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JournalPlace place() {
        return place;
    }

    LedgerState state() {
        try {
            return StateCodec.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

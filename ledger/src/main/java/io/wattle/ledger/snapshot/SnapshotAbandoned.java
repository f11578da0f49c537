package io.wattle.ledger.snapshot;

import java.io.IOException;

/**
 * The snapshot was not made; the ones before it stand, and nothing is lost.
 *
 * <p>Safe for any thread.
 */
public final class SnapshotAbandoned extends IOException {

    SnapshotAbandoned(String reason) {
        super(reason);
    }
}

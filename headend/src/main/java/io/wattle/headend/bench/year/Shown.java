package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Reading;

/**
 * A reading on its way.
 *
 * @param tick when it was taken in truth, whatever the meter's clock says
 */
record Shown(long tick, Reading reading) {

    boolean hasBalance() {
        return reading.balance().isPresent();
    }
}

package io.wattle.ledger.till;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A shift that is open, or closed and not counted yet.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param till the point of sale
 * @param vendor for a vendor's shift
 * @param closed whether it takes no more; then its cashier has declared what he has
 * @param lines of each tender and currency that it had something of
 */
public record ShiftStatus(String shiftId, String till, String cashier, Optional<String> vendor, List<ShiftMoney> money,
        Instant openedAt, boolean closed, List<TenderSum> declared, List<TenderLine> lines) {

    public ShiftStatus {
        money = List.copyOf(money);
        declared = List.copyOf(declared);
        lines = List.copyOf(lines);
    }
}

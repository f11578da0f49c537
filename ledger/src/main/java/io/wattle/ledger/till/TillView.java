package io.wattle.ledger.till;

import java.util.List;
import java.util.Optional;

/** Shifts and vendors as they stand; on the ledger's own thread only. */
public interface TillView {

    /** Shifts that are open, or closed and not counted, oldest first; at most 2,000. */
    List<ShiftStatus> shifts();

    /** One of them; empty for one that was counted, too. */
    Optional<ShiftStatus> shift(String shiftId);

    /** Every vendor, in the order in which they became known; at most 10,000. */
    List<VendorStatus> vendors();

    Optional<VendorStatus> vendor(String vendor);
}

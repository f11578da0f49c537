package io.wattle.ledger.provider;

import java.util.List;
import java.util.Optional;

/** Payments through a provider, to be looked at on the ledger's own thread only. */
public interface ProviderView {

    /** One payment, open or ended; of those that have ended the newest 50,000 are known. */
    Optional<ProviderPayment> payment(String paymentId);

    /** Those that have not ended, oldest first; at most 10,000, but for what turned out to be captured after its end. */
    List<ProviderPayment> open();

    /**
     * Those that have ended, the last to change first, and only what changed before an entry of the ledger.
     *
     * @param before sequence of that entry
     * @param limit at most so many
     */
    List<ProviderPayment> ended(long before, int limit);
}

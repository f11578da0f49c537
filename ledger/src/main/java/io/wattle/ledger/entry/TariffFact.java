package io.wattle.ledger.entry;

import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.util.Optional;

/**
 * What was decided about tariffs. Who wrote and who approved is who the entry is by.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface TariffFact extends Fact.OfLedger {

    /** A version has this text now, and waits to be approved. */
    record TariffDrafted(TariffPlan plan) implements TariffFact {}

    /** A second person approved the text with that digest. */
    record TariffApproved(String name, int version, String digest) implements TariffFact {}

    /**
     * Never edited again.
     *
     * @param asked from when on it was to sell; empty for at once
     * @param since from when on it sells
     */
    record TariffActivated(String name, int version, Optional<Instant> asked, Instant since) implements TariffFact {}

    /** As if it had never been written: its number may be written again. */
    record TariffWithdrawn(String name, int version, String reason) implements TariffFact {}
}

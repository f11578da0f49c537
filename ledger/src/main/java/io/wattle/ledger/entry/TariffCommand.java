package io.wattle.ledger.entry;

import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger can be asked to do with the tariffs by which it sells: a draft, approved by somebody who did not write it,
 * active from an instant on, and from then on never edited. All of it by hand only.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface TariffCommand extends Command.OfLedger {

    /** Idempotency key, as for {@link Command.TakePayment}. */
    String key();

    /** A new version of a tariff, or another text for one that is not active: who asks becomes an author, an approval is void. */
    record DraftTariff(Origin origin, String key, TariffPlan plan) implements TariffCommand {}

    /**
     * Who asks approves, and is not one of the authors.
     *
     * @param digest of the text that he saw ({@link PlanBytes#digest}): an edit in between is not approved unseen
     */
    record ApproveTariff(Origin origin, String key, String name, int version, String digest)
            implements
                TariffCommand {}

    /**
     * Sells by an approved version from an instant on, or from its first day if that is later.
     *
     * @param since not before now; empty for at once
     */
    record ActivateTariff(Origin origin, String key, String name, int version, Optional<Instant> since)
            implements
                TariffCommand {}

    /** Forgets a version by which nothing has been sold yet: a draft, one that is approved, one whose day is to come. */
    record WithdrawTariff(Origin origin, String key, String name, int version, String reason)
            implements
                TariffCommand {}
}

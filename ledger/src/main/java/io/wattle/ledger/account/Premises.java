package io.wattle.ledger.account;

import java.util.Optional;

/**
 * What the ledger holds of a meter's surroundings at one moment.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param registeredWith the account that paid for it when it became known
 * @param needSetBy who said that the supply must not be cut
 */
public record Premises(String meter, String account, String registeredWith, Optional<String> location,
        MeterTraits traits,
        Optional<CriticalNeed> need, Optional<String> needSetBy) {}

package io.wattle.ledger.account;

import java.util.List;

/**
 * What the ledger holds of a customer at one moment.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param erased whether all that was personal is gone for good
 * @param accounts by name; at most {@link Found#METERS_MAX}
 */
public record CustomerStatus(String customer, boolean erased, List<String> accounts) {
    public CustomerStatus {
        accounts = List.copyOf(accounts);
    }
}

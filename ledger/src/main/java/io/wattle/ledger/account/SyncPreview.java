package io.wattle.ledger.account;

import java.util.List;

/**
 * What synchronising would change.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param differences by account; of at most {@link #ACCOUNTS_MAX} accounts
 * @param accounts those that would change, by name; at most so many, synchronise again for the rest
 * @param left accounts that would differ still
 * @param digest of all that this depends on: given with the command, it is refused when any of it has changed
 */
public record SyncPreview(String master, List<Difference> differences, List<String> accounts, int left,
        String digest) {

    /** So many are synchronised at once, that they fit into an entry. */
    public static final int ACCOUNTS_MAX = 250;

    public SyncPreview {
        differences = List.copyOf(differences);
        accounts = List.copyOf(accounts);
    }

    public record Difference(String account, SyncField field, String has, String becomes) {}
}

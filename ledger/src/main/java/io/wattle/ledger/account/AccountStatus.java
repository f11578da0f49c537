package io.wattle.ledger.account;

import java.util.List;
import java.util.Optional;

/**
 * What the ledger holds of an account at one moment, besides money.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param opened whether anybody opened it; else it is only a name that meters have
 * @param members accounts whose master it is, by name; at most {@link Found#METERS_MAX}
 * @param meters that it pays for and that are in service, by name; at most so many
 */
public record AccountStatus(String account, boolean opened, boolean closed, Optional<String> customer,
        Optional<String> master, AccountTerms terms, List<String> members, List<String> meters) {

    public AccountStatus {
        members = List.copyOf(members);
        meters = List.copyOf(meters);
    }
}

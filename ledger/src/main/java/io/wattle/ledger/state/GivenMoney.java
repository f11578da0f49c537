package io.wattle.ledger.state;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Book;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of each wallet was given, and not used: free and engineering credit of balances in money. What a customer paid himself
 * is used first, so that as much is left of what was given as can be: that much is never paid out. Usage that is put right
 * may give back what was given, and nobody can tell which part of it: so all that comes back counts as given, up to
 * all that ever was.
 *
 * <p>For the ledger thread. One line for each wallet that was ever given something.
 */
public final class GivenMoney {
    private final Map<AccountKey, long[]> wallets = new LinkedHashMap<>();
    private final Book book;

    GivenMoney(Book book) {
        this.book = book;
    }

    /** Minor units that are left of what was given. */
    public long left(AccountKey wallet) {
        long[] given = wallets.get(wallet);
        return given == null ? 0 : given[1];
    }

    /** Before it is posted. */
    void give(AccountKey wallet, long minor) {
        long[] given = wallets.computeIfAbsent(wallet, _ -> new long[2]);
        given[0] += minor;
        given[1] += minor;
    }

    /** Usage was put right: before what it had cost is posted back. */
    void giveBack(AccountKey wallet, long minor) {
        long[] given = wallets.get(wallet);
        if (given != null) {
            given[1] = Math.min(given[0], given[1] + minor);
        }
    }

    /** After postings: no more is left of it than is in the wallet. */
    void posted(List<Posting> postings) {
        for (Posting posting : postings) {
            if (posting.type() == AccountType.WALLET) {
                long[] given = wallets.get(posting.account());
                if (given != null) {
                    given[1] = Math.clamp(book.balance(posting.account()).value(), 0, given[1]);
                }
            }
        }
    }

    /** Wallets in the order in which they were first given something, for hash and snapshot. */
    List<AccountKey> all() {
        return List.copyOf(wallets.keySet());
    }

    void write(AccountKey wallet, EntryBytes to) {
        long[] given = wallets.get(wallet);
        to.text(wallet.owner()).unit(wallet.unit()).i64(given == null ? 0 : given[0]).i64(left(wallet));
    }

    void read(EntrySource from) {
        wallets.put(new AccountKey(AccountType.WALLET, from.text(), from.unit()),
                new long[] {from.i64(), from.i64()});
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.AccountBytes;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the ledger holds of one account that was opened, besides money. Changed by {@link AccountApplier} alone. */
final class AccountState {
    final String account;
    @Nullable
    CustomerState customer;
    @Nullable
    AccountState master;
    AccountTerms terms = AccountTerms.STANDARD;
    boolean closed;
    /** Of the same customer. */
    @Nullable
    AccountState nextOfCustomer;
    /** With the same master. */
    @Nullable
    AccountState nextMember;
    @Nullable
    AccountState newestMember;
    private long first;
    private long second;

    AccountState(String account) {
        this.account = account;
    }

    void personal(Sealed personal) {
        SealMark mark = SealMark.of(personal);
        first = mark.first();
        second = mark.second();
    }

    boolean isSame(AccountData data) {
        SealMark mark = SealMark.of(data.personal());
        return Objects.equals(customer == null ? null : customer.customer, data.customer().orElse(null))
                && Objects.equals(master == null ? null : master.account, data.master().orElse(null))
                && terms.equals(data.terms()) && first == mark.first() && second == mark.second();
    }

    /** Whether it is the master of an account that is open. */
    boolean hasOpenMember() {
        AccountState member = newestMember;
        while (member != null && member.closed) {
            member = member.nextMember;
        }
        return member != null;
    }

    /** All but the master, who may come later. */
    void write(EntryBytes to) {
        to.text(account).text(customer == null ? "" : customer.customer);
        AccountBytes.write(terms, to).flag(closed).i64(first).i64(second);
    }

    static AccountState read(EntrySource from, Accounts accounts) {
        AccountState account = new AccountState(from.text());
        String customer = from.text();
        if (!customer.isEmpty()) {
            accounts.join(account, Objects.requireNonNull(accounts.customers.get(customer), customer));
        }
        account.terms = accounts.shared(AccountBytes.readTerms(from));
        account.closed = from.flag();
        account.first = from.i64();
        account.second = from.i64();
        return account;
    }
}

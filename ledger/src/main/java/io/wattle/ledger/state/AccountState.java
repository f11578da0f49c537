package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.AccountBytes;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger holds of one account that was opened, besides money. Changed by {@link AccountApplier} alone.
 * For the ledger thread.
 */
public final class AccountState {
    private static final SealMark NOTHING = SealMark.of(Sealed.NOTHING);

    public final String account;
    @Nullable
    CustomerState customer;
    AccountTerms terms = AccountTerms.STANDARD;
    boolean closed;
    /** Of the same customer. */
    @Nullable
    AccountState nextOfCustomer;
    private @Nullable Rare rare;

    /** What most accounts have nothing of. */
    static final class Rare {
        @Nullable
        AccountState master;
        /** With the same master. */
        @Nullable
        AccountState nextMember;
        @Nullable
        AccountState newestMember;
        private SealMark mark = NOTHING;
    }

    AccountState(String account) {
        this.account = account;
    }

    public AccountTerms terms() {
        return terms;
    }

    public @Nullable AccountState nextOfCustomer() {
        return nextOfCustomer;
    }

    public boolean closed() {
        return closed;
    }

    /** To be changed. */
    Rare rare() {
        Rare known = rare == null ? new Rare() : rare;
        rare = known;
        return known;
    }

    @Nullable
    public AccountState master() {
        return rare == null ? null : rare.master;
    }

    @Nullable
    AccountState nextMember() {
        return rare == null ? null : rare.nextMember;
    }

    @Nullable
    AccountState newestMember() {
        return rare == null ? null : rare.newestMember;
    }

    public boolean isMaster() {
        return newestMember() != null;
    }

    void personal(Sealed personal) {
        mark(SealMark.of(personal));
    }

    private void mark(SealMark mark) {
        if (!mark.equals(mark())) {
            rare().mark = mark;
        }
    }

    private SealMark mark() {
        return rare == null ? NOTHING : rare.mark;
    }

    public boolean isSame(AccountData data) {
        AccountState master = master();
        return Objects.equals(customer == null ? null : customer.customer, data.customer().orElse(null))
                && Objects.equals(master == null ? null : master.account, data.master().orElse(null))
                && terms.equals(data.terms()) && mark().equals(SealMark.of(data.personal()));
    }

    /** Whether it is the master of an account that is open. */
    public boolean hasOpenMember() {
        AccountState member = newestMember();
        while (member != null && member.closed) {
            member = member.nextMember();
        }
        return member != null;
    }

    /** All but the master, who may come later. */
    void write(EntryBytes to) {
        to.text(account).text(customer == null ? "" : customer.customer);
        AccountBytes.write(terms, to).flag(closed).i64(mark().first()).i64(mark().second());
    }

    static AccountState read(EntrySource from, Accounts accounts) {
        AccountState account = new AccountState(from.text());
        String customer = from.text();
        if (!customer.isEmpty()) {
            accounts.join(account, Objects.requireNonNull(accounts.customers.get(customer), customer));
        }
        account.terms = accounts.shared(AccountBytes.readTerms(from));
        account.closed = from.flag();
        account.mark(new SealMark(from.i64(), from.i64()));
        return account;
    }
}

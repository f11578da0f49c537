package io.wattle.ledger.state;

import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger holds of one customer. What is personal stands in the journal, sealed; here is only its mark.
 * For the ledger thread.
 */
public final class CustomerState {
    final String customer;
    /** Marks what was sealed last; see {@link SealMark}. Both are 0 for one who was erased, as no mark is. */
    private long first;
    private long second;
    @Nullable
    AccountState newestAccount;

    CustomerState(String customer, Sealed personal) {
        this.customer = customer;
        personal(personal);
    }

    public @Nullable AccountState newestAccount() {
        return newestAccount;
    }

    private CustomerState(String customer, long first, long second) {
        this.customer = customer;
        this.first = first;
        this.second = second;
    }

    public boolean isSame(Sealed personal) {
        SealMark mark = SealMark.of(personal);
        return first == mark.first() && second == mark.second();
    }

    public boolean isErased() {
        return first == 0 && second == 0;
    }

    void erase() {
        first = 0;
        second = 0;
    }

    /** Not of one who was erased. */
    void personal(Sealed personal) {
        SealMark mark = SealMark.of(personal);
        first = mark.first();
        second = mark.second();
    }

    void write(EntryBytes to) {
        to.text(customer).i64(first).i64(second).flag(isErased());
    }

    static CustomerState read(EntrySource from) {
        CustomerState customer = new CustomerState(from.text(), from.i64(), from.i64());
        if (from.flag() != customer.isErased()) {
            throw from.malformed("a customer who was erased has no mark, and everybody else has one");
        }
        return customer;
    }
}

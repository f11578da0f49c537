package io.wattle.ledger.state;

import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import org.jspecify.annotations.Nullable;

/** What the ledger holds of one customer. What is personal stands in the journal, sealed; here is only its mark. */
final class CustomerState {
    final String customer;
    /** Marks what was sealed last; see {@link SealMark}. */
    long first;
    long second;
    boolean erased;
    @Nullable
    AccountState newestAccount;

    CustomerState(String customer) {
        this.customer = customer;
    }

    boolean isSame(Sealed personal) {
        SealMark mark = SealMark.of(personal);
        return !erased && first == mark.first() && second == mark.second();
    }

    void personal(Sealed personal) {
        SealMark mark = SealMark.of(personal);
        first = mark.first();
        second = mark.second();
    }

    void write(EntryBytes to) {
        to.text(customer).i64(first).i64(second).flag(erased);
    }

    static CustomerState read(EntrySource from) {
        CustomerState customer = new CustomerState(from.text());
        customer.first = from.i64();
        customer.second = from.i64();
        customer.erased = from.flag();
        return customer;
    }
}

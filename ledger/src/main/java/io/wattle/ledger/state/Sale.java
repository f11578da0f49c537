package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;

import io.wattle.ledger.quantity.Money;

/**
 * What an idempotency key was used for. The contents themselves are kept, not a hash of them: nothing is closer.
 *
 * @param sequence the entry of then
 */
record Sale(String meter, Money tender, long sequence) {

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.text(meter).quantity(tender).i64(sequence);
    }

    static Sale read(EntrySource from) {
        return new Sale(from.text(), from.money(), from.i64());
    }

    boolean isFor(Command.TakePayment payment) {
        return meter.equals(payment.meter()) && tender.equals(payment.tender());
    }
}

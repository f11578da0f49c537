package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;

import io.wattle.ledger.quantity.Money;

/**
 * What an idempotency key was used for. The contents themselves are kept, not a hash of them: nothing is closer.
 *
 * @param sequence the entry of then
 */
record Sale(String meter, Money tender, long sequence) {

    boolean isFor(Command.TakePayment payment) {
        return meter.equals(payment.meter()) && tender.equals(payment.tender());
    }
}

package io.wattle.headend.provider;

import io.wattle.ledger.quantity.Money;

/**
 * Takes money from customers' cards. Each question names a payment by our reference and may be asked any number of times:
 * the same reference is the same payment. Each blocks for a bounded time and ends with an outcome, never with an exception.
 * Safe for use by many threads.
 */
public interface PaymentProvider extends AutoCloseable {

    /** By which the journal knows it, 1..64 characters. */
    String name();

    /** Has the customer asked for the amount, or his card if the provider keeps it; takes nothing. */
    ProviderOutcome authorise(Checkout checkout) throws InterruptedException;

    /** Takes what was authorised, once. */
    ProviderOutcome capture(String reference, Money amount) throws InterruptedException;

    /** Says how it stands and changes nothing. */
    ProviderOutcome query(String reference, Money amount) throws InterruptedException;

    /** Lets go what is not captured. */
    ProviderOutcome cancel(String reference, Money amount) throws InterruptedException;

    /** Gives back what was captured, once. */
    ProviderOutcome refund(String reference, Money amount) throws InterruptedException;

    @Override
    void close();
}

package io.wattle.ledger.provider;

/**
 * What a payment provider says of a payment. The number (ordinal) goes into the journal.
 *
 * <p>Immutable, safe for any thread.
 */
public enum ProviderAnswer {
    /** The customer has agreed, and his bank; nothing is taken yet. */
    AUTHORISED,
    /** The money is taken. */
    CAPTURED,
    /** Bank or provider refused: nothing is taken, and nothing will be. */
    DECLINED,
    /** The customer did not pay, or what he had authorised was let go: nothing is taken, and nothing will be. */
    CANCELLED,
    /** Nobody knows: no answer, or one that makes no sense. */
    UNKNOWN,
    /** All of it was given back. */
    REFUNDED,
    /** It was captured, and the provider does not give it back. */
    REFUND_REFUSED
}

package io.wattle.headend.provider;

import java.net.URI;
import java.util.Optional;

/**
 * Where a payment stands at the provider, by its answer; or that nobody knows.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface ProviderOutcome {

    /** The provider says that it has never heard of it. */
    record Unheard() implements ProviderOutcome {}

    /**
     * The customer is being asked.
     *
     * @param page where he pays
     */
    record Open(Optional<URI> page) implements ProviderOutcome {}

    /** He has agreed, and his bank; nothing is taken. */
    record Authorised() implements ProviderOutcome {}

    /** The money is taken: the very amount. */
    record Captured() implements ProviderOutcome {}

    /**
     * Nothing is taken and nothing will be.
     *
     * @param code the provider's reason, 0..40 characters
     */
    record Declined(String code) implements ProviderOutcome {}

    /** Let go, by us, the customer or time: nothing is taken and nothing will be. */
    record Cancelled() implements ProviderOutcome {}

    /** Given back, all of it. */
    record Refunded() implements ProviderOutcome {}

    /**
     * It is captured and stays so.
     *
     * @param code the provider's reason, 0..40 characters
     */
    record RefundRefused(String code) implements ProviderOutcome {}

    /**
     * No answer in time, or one that makes no sense: whatever was asked for may have been done or not.
     *
     * @param detail in words, without anything that the provider said
     */
    record OutcomeUnknown(String detail) implements ProviderOutcome {}
}

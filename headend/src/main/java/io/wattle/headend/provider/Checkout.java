package io.wattle.headend.provider;

import io.wattle.ledger.quantity.Money;
import java.net.URI;
import java.util.Optional;

/**
 * A wish that a customer pays. Not kept anywhere but in memory.
 *
 * @param reference ours, and the same for the same wish
 * @param cardToken the provider's own name for a card that it keeps; without one the customer is asked on its page
 * @param returnUrl where that page sends the customer back to
 * @param noticeUrl where the provider says that something happened
 */
public record Checkout(String reference, Money amount, Optional<String> cardToken, Optional<URI> returnUrl,
        Optional<URI> noticeUrl) {

    /** The same, with a place for notices. */
    Checkout at(Optional<URI> notices) {
        return new Checkout(reference, amount, cardToken, returnUrl, notices);
    }

    /** Without the card's token. */
    @Override
    public String toString() {
        return "Checkout[" + reference + ", " + amount + (cardToken.isPresent() ? ", with a card's token" : "") + "]";
    }
}

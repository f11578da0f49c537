package io.wattle.ledger.state;

import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that are ordered, and of which nobody has said yet that they were made or refused.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param sequence the entry that ordered them
 * @param terms of the meter before them; under their key the key change tokens are made
 * @param keyChangeTo the terms after the key change tokens, which come first
 * @param tid the minute that the token names; empty for a key change alone
 */
public record TokenOrderStatus(long sequence, String tokensId, String meter, TokenOrder order, TokenTerms terms,
        Optional<TokenTerms> keyChangeTo, Optional<Integer> tid, Instant orderedAt) {

    /** Under which the credit or management token is made. */
    public TokenTerms termsOfToken() {
        return keyChangeTo.orElse(terms);
    }
}

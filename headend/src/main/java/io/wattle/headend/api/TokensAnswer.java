package io.wattle.headend.api;

import io.wattle.headend.credit.IssuedTokens;
import io.wattle.protocols.sts.TokenDigits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as the API shows them, in groups of four digits. Worth money: for the caller alone, never for a log.
 *
 * @param state ORDERED, ISSUED or REFUSED
 * @param keyChange to be keyed in first, in this order; empty if there is no key change
 * @param token absent for a key change alone, while it is not made, and when it is not remembered any more
 */
record TokensAnswer(String tokensId, String state, List<String> keyChange, @Nullable String token) {

    static TokensAnswer of(String tokensId, String state, Optional<IssuedTokens> issued) {
        return new TokensAnswer(tokensId, state,
                issued.map(tokens -> tokens.keyChange().stream().map(TokenDigits::grouped).toList()).orElse(List.of()),
                issued.flatMap(IssuedTokens::token).map(TokenDigits::grouped).orElse(null));
    }

    @Override
    public String toString() {
        return "TokensAnswer[" + tokensId + ", " + state + ", hidden]";
    }
}

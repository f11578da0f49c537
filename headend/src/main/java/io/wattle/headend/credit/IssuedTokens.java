package io.wattle.headend.credit;

import io.wattle.protocols.sts.TokenDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of one order as they are to be keyed in. Worth money: {@code toString} hides them.
 *
 * @param keyChange two to four, before the token and in this order; empty if there is no key change
 * @param token the credit or management token; empty for a key change alone
 */
public record IssuedTokens(List<TokenDigits> keyChange, Optional<TokenDigits> token) {
    public IssuedTokens {
        keyChange = List.copyOf(keyChange);
    }

    /** All of them, in the order of entry. */
    public List<TokenDigits> all() {
        List<TokenDigits> all = new ArrayList<>(keyChange);
        token.ifPresent(all::add);
        return all;
    }
}

package io.wattle.headend.sts;

import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.List;
import java.util.Optional;

/** What became of a wish for tokens. Immutable. */
public sealed interface Issuance {

    /**
     * Made.
     *
     * @param tokens in the order of entry; worth money, and hidden in {@code toString}
     * @param tid of a credit or management token; key change tokens have none
     * @param moduleId which module made them
     * @param keyCheckValue of the vending key, of a key change's new one; empty when the module does not say
     */
    record Issued(List<TokenDigits> tokens, Optional<TokenIdentifier> tid, String moduleId, String keyCheckValue)
            implements
                Issuance {
        public Issued {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * Not made, and the same request will not be made later either, unless keys or settings change.
     *
     * @param field what is wrong
     * @param reason why; free of secrets
     */
    record Refused(String field, String reason) implements Issuance {}

    /**
     * Nobody knows, or it could not be tried; nobody has seen a token. The same message id may be tried again.
     *
     * @param reason what happened; free of secrets
     */
    record Unknown(String reason) implements Issuance {}
}

package io.wattle.headend.credit;

import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.protocols.sts.TokenDigits;
import java.util.List;
import java.util.Optional;

/**
 * The digits of tokens that were made, from the module's memory: for receipts, messages, gateways, and to be shown again.
 * Ask for tokens that the ledger has as issued only; nobody may see others. Safe for use by many threads; may wait for
 * the disk.
 */
public final class TokenCopies {
    private final SecurityModule module;

    /**
     * @param module not closed here
     */
    public TokenCopies(SecurityModule module) {
        this.module = module;
    }

    /** Empty if the memory does not have them any more. */
    public Optional<IssuedTokens> of(String tokensId) {
        List<TokenDigits> keyChange = digits(TokenRequests.keyChangeMessageId(tokensId));
        List<TokenDigits> token = digits(TokenRequests.messageId(tokensId));
        return keyChange.isEmpty() && token.isEmpty()
                ? Optional.empty()
                : Optional.of(new IssuedTokens(keyChange, token.stream().findFirst()));
    }

    private List<TokenDigits> digits(String messageId) {
        return module.recall(messageId).map(Issued::tokens).orElse(List.of());
    }
}

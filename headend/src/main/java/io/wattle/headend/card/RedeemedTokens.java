package io.wattle.headend.card;

import io.wattle.headend.credit.IssuedTokens;
import io.wattle.headend.credit.TokenOffice;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.protocols.sts.TokenDigits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The tokens that a redeemed card became, for the answer to whoever redeemed it. Safe for use by many threads. */
public final class RedeemedTokens {
    /** A customer at the telephone waits no longer; the tokens can be asked for later. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final Optional<TokenOffice> office;

    public RedeemedTokens(Ledger ledger, Optional<TokenOffice> office) {
        this.ledger = ledger;
        this.office = office;
    }

    /** Blocks until they are made; in the order of entry, and empty for a meter that takes none, or if they take too long. */
    public List<String> of(String meter, String creditId) {
        if (office.isEmpty() || ledger.ask(view -> view.tokenTerms(meter)).join().isEmpty()) {
            return List.of();
        }
        try {
            if (!office.get().awaitTokens(meter, creditId, PATIENCE)) {
                return List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        return ledger.ask(view -> view.credit(creditId))
                .join()
                .flatMap(CreditStatus::tokensId)
                .flatMap(office.get()::copies)
                .map(IssuedTokens::all)
                .orElse(List.of())
                .stream()
                .map(TokenDigits::digits)
                .toList();
    }
}

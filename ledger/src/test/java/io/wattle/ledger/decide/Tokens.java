package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.util.Optional;

/** Short ways to say what happens with tokens, for tests. */
final class Tokens {
    static final TokenTerms TERMS = terms(2, 255, 2014);

    private Tokens() {}

    static TokenTerms terms(int keyType, int keyExpiry, int baseYear) {
        return new TokenTerms("600727000000000009", "123456", "01", 1, keyType, keyExpiry, baseYear, "04", "11");
    }

    static Command set(TokenTerms terms) {
        return new Command.SetTokenTerms(Desk.BY, Desk.METER, terms);
    }

    static Command credit(String key, String creditId) {
        return order(key, new TokenOrder.Credit(creditId), Optional.empty());
    }

    static Command act(String key, TokenOrder.Kind kind, long value) {
        return order(key, new TokenOrder.Management(kind, value), Optional.empty());
    }

    static Command keyChange(String key, TokenTerms to) {
        return order(key, new TokenOrder.KeyChange(), Optional.of(to));
    }

    static Command plan(TokenTerms to) {
        return new Command.PlanKeyChange(Desk.BY, Desk.METER, Optional.of(to));
    }

    static Command order(String key, TokenOrder order, Optional<TokenTerms> keyChangeTo) {
        return new Command.OrderTokens(Desk.BY, key, Desk.METER, order, keyChangeTo);
    }

    static Command made(String tokensId) {
        return new Command.RecordTokens(Desk.BY, Desk.METER, tokensId, "module-1", "A1B2C3");
    }

    static Command refused(String tokensId) {
        return new Command.RefuseTokens(Desk.BY, Desk.METER, tokensId, "no such key");
    }
}

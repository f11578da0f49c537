package io.wattle.ledger.explain;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;

/** What happened to tokens, in plain words. */
final class TokenWords {

    private TokenWords() {}

    static String of(Fact.OfTokens fact) {
        return switch (fact) {
            case Fact.TokenTermsSet f -> "it reads tokens as meter " + f.terms().meterPan() + ": " + terms(f.terms());
            case Fact.TokensOrdered f -> "tokens " + f.tokensId() + " were ordered for " + order(f.order())
                    + f.keyChangeTo().map(to -> ", with a key change to " + terms(to)).orElse("")
                    + f.tid().map(tid -> ", identifier " + tid).orElse("");
            case Fact.TokensIssued f -> "tokens " + f.tokensId() + " were made by module " + f.moduleId()
                    + " with a key of check value " + f.keyCheckValue();
            case Fact.TokensRefused f -> "tokens " + f.tokensId() + " were never made (" + f.reason() + ")";
            case Fact.KeyChangePlanned f -> f.to()
                    .map(to -> "its key is to be changed with the next sale, to " + terms(to))
                    .orElse("its key is not to be changed with the next sale any more");
            case Fact.CreditHandedOver f -> "credit " + f.creditId() + " of " + QuantityText.of(f.amount())
                    + " was handed over as a token; the meter is never read, so nothing will show it";
        };
    }

    private static String order(TokenOrder order) {
        return switch (order) {
            case TokenOrder.Credit credit -> "credit " + credit.creditId();
            case TokenOrder.Management act -> act.kind() + " " + act.value();
            case TokenOrder.KeyChange _ -> "a key change";
        };
    }

    private static String terms(TokenTerms terms) {
        return "group " + terms.supplyGroup() + ", key revision " + terms.keyRevision() + " of type " + terms.keyType()
                + " to " + terms.keyExpiry() + ", tariff index " + terms.tariffIndex() + ", base date "
                + terms.baseYear() + " in " + terms.zone() + ", key generation " + terms.keyGeneration()
                + ", encryption " + terms.encryption();
    }
}

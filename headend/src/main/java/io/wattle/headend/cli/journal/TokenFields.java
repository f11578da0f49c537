package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;

/** What a fact about tokens says, as fields of a JSON line. */
final class TokenFields {

    private TokenFields() {}

    static JsonLine addTo(JsonLine line, Fact.OfTokens fact) {
        return switch (fact) {
            case Fact.TokenTermsSet f -> line.with("terms", terms(f.terms()));
            case Fact.TokensOrdered f -> {
                order(line.with("tokens", f.tokensId()), f.order());
                f.keyChangeTo().ifPresent(to -> line.with("keyChangeTo", terms(to)));
                f.tid().ifPresent(tid -> line.with("tid", tid));
                yield line;
            }
            case Fact.TokensIssued f -> line.with("tokens", f.tokensId())
                    .with("module", f.moduleId())
                    .with("keyCheckValue", f.keyCheckValue());
            case Fact.TokensRefused f -> line.with("tokens", f.tokensId()).with("reason", f.reason());
            case Fact.KeyChangePlanned f -> {
                f.to().ifPresent(to -> line.with("to", terms(to)));
                yield line;
            }
            case Fact.CreditHandedOver f -> line.with("credit", f.creditId())
                    .with("amount", f.amount().value())
                    .with("amountUnit", f.amount().unit().code());
        };
    }

    private static void order(JsonLine line, TokenOrder order) {
        switch (order) {
            case TokenOrder.Credit credit -> line.with("order", "CREDIT").with("credit", credit.creditId());
            case TokenOrder.Management act -> line.with("order", act.kind()).with("value", act.value());
            case TokenOrder.KeyChange _ -> line.with("order", "KEY_CHANGE");
        }
    }

    private static JsonLine terms(TokenTerms terms) {
        return new JsonLine().with("meterPan", terms.meterPan())
                .with("supplyGroup", terms.supplyGroup())
                .with("tariffIndex", terms.tariffIndex())
                .with("keyRevision", terms.keyRevision())
                .with("keyType", terms.keyType())
                .with("keyExpiry", terms.keyExpiry())
                .with("baseYear", terms.baseYear())
                .with("keyGeneration", terms.keyGeneration())
                .with("encryption", terms.encryption())
                .with("zone", terms.zone());
    }
}

package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.ProviderFact;

/** What a fact about payments through a provider says, as fields of a JSON line. */
final class ProviderFields {

    private ProviderFields() {}

    static JsonLine addTo(JsonLine line, ProviderFact fact) {
        line.with("meter", fact.meter()).with("cardPayment", fact.paymentId());
        return switch (fact) {
            case ProviderFact.ProviderPaymentBegun f -> line.with("account", f.account())
                    .with("provider", f.provider())
                    .with("reference", f.reference())
                    .with("amount", f.amount().amountMinor())
                    .with("amountUnit", f.amount().currency());
            case ProviderFact.ProviderAsked f -> line.with("step", f.step()).with("reason", f.reason());
            case ProviderFact.ProviderAnswered f -> line.with("answer", f.answer()).with("detail", f.detail());
            case ProviderFact.ProviderCaptured f -> line.with("payment", f.saleId());
            case ProviderFact.ProviderUnsold f -> line.with("reason", f.reason());
        };
    }
}

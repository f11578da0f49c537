package io.wattle.ledger.explain;

import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.quantity.QuantityText;

/** What is said about payments through a provider, in plain words. */
final class ProviderWords {

    private ProviderWords() {}

    static String of(ProviderFact fact) {
        String card = "card payment " + fact.paymentId();
        return switch (fact) {
            case ProviderFact.ProviderPaymentBegun f -> card + " of " + QuantityText.of(f.amount()) + " by "
                    + f.account() + " was begun with " + f.provider() + " under " + f.reference();
            case ProviderFact.ProviderAsked f -> card + ": the provider is asked " + switch (f.step()) {
                case CHECKOUT -> "to have the customer pay";
                case CAPTURE -> "to take the money";
                case CANCEL -> "to let it go";
                case REFUND -> "to give the money back";
            } + because(f.reason());
            case ProviderFact.ProviderAnswered f -> card + switch (f.answer()) {
                case AUTHORISED -> " is authorised";
                case CAPTURED -> " is captured";
                case DECLINED -> " was declined; nothing was taken";
                case CANCELLED -> " was let go; nothing was taken";
                case UNKNOWN -> ": nobody knows what came of it; the provider is asked";
                case REFUNDED -> " was given back";
                case REFUND_REFUSED -> ": the provider does NOT give the money back; a person must see to it";
            } + because(f.detail());
            case ProviderFact.ProviderCaptured f -> card + ": the money is taken, payment " + f.saleId();
            case ProviderFact.ProviderUnsold f -> card + ": the money is taken and nothing can be sold for it; it is to"
                    + " go back" + because(f.reason());
        };
    }

    private static String because(String detail) {
        return detail.isBlank() ? "" : " (" + detail + ")";
    }
}

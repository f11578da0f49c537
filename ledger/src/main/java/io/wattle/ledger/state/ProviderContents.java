package io.wattle.ledger.state;

import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.quantity.Money;

/** What a command about payments through a provider says, as words; a part of {@link Contents}. Pure. */
public final class ProviderContents {

    private ProviderContents() {}

    public static String[] of(ProviderCommand.BeginProviderPayment command) {
        return begun(command.meter(), command.amount());
    }

    static String[] of(ProviderFact.ProviderPaymentBegun fact) {
        return begun(fact.meter(), fact.amount());
    }

    /** Which provider, and under which reference, is not the caller's to say. */
    private static String[] begun(String meter, Money amount) {
        return new String[] {"provider payment", meter, Long.toString(amount.amountMinor()), amount.currency()};
    }
}

package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;
import java.util.List;
import java.util.Random;

/** Pays by card, and lets a provider say anything at all, in any order. */
final class ProviderWorks {
    private final Random random;
    private final ModelProviders providers;

    ProviderWorks(Random random, Model model) {
        this.random = random;
        this.providers = model.figures.providers;
    }

    Command begin(Origin origin, String key, String meter, Money amount) {
        return new ProviderCommand.BeginProviderPayment(origin, key, meter.isBlank() ? "nobody" : meter, amount,
                "gateway", "reference of " + key);
    }

    Command step(Origin origin) {
        List<String> known = List.copyOf(providers.payments.keySet());
        int recent = Math.min(6, known.size());
        String id = known.isEmpty() || random.nextInt(20) == 0
                ? "PP-999999"
                : known.get(known.size() - 1 - random.nextInt(recent));
        return random.nextInt(3) == 0
                ? new ProviderCommand.AskProvider(origin, id, any(ProviderStep.values()), "somebody wants it")
                : new ProviderCommand.RecordProvider(origin, id, any(ProviderAnswer.values()), "so it says");
    }

    static boolean fits(ProviderCommand command, Fact fact) {
        return switch (command) {
            case ProviderCommand.BeginProviderPayment c -> fact instanceof ProviderFact.ProviderPaymentBegun f
                    && f.reference().equals(c.reference()) && f.amount().equals(c.amount());
            case ProviderCommand.AskProvider c -> fact instanceof ProviderFact.ProviderAsked f
                    && f.paymentId().equals(c.paymentId()) && f.step() == c.step();
            case ProviderCommand.RecordProvider c -> fact instanceof ProviderFact f
                    && f.paymentId().equals(c.paymentId()) && c.answer() == answer(f);
        };
    }

    private static ProviderAnswer answer(ProviderFact fact) {
        return fact instanceof ProviderFact.ProviderAnswered answered
                ? answered.answer()
                : ProviderAnswer.CAPTURED; // sold or not
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}

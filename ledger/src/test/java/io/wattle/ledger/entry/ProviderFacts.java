package io.wattle.ledger.entry;

import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any facts about payments through a provider, for tests. */
final class ProviderFacts {

    private ProviderFacts() {}

    static Arbitrary<Fact> any(Arbitrary<String> names, Arbitrary<String> texts) {
        List<ProviderAnswer> answers = Arrays.stream(ProviderAnswer.values())
                .filter(answer -> answer != ProviderAnswer.CAPTURED)
                .toList();
        return Arbitraries.oneOf(List.of(
                Combinators.combine(names, names, names, names, names, Arbitraries.longs())
                        .as((meter, id, account, provider, reference, minor) -> new ProviderFact.ProviderPaymentBegun(
                                meter, id, account, provider, reference, new Money(minor, "EUR"))),
                Combinators.combine(names, names, Arbitraries.of(ProviderStep.values()), texts)
                        .as(ProviderFact.ProviderAsked::new),
                Combinators.combine(names, names, Arbitraries.of(answers), texts)
                        .as(ProviderFact.ProviderAnswered::new),
                Combinators.combine(names, names, names).as(ProviderFact.ProviderCaptured::new),
                Combinators.combine(names, names, texts).as(ProviderFact.ProviderUnsold::new)));
    }
}

package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Orders tokens: for one meter that is never read, for one that is read and takes credits both ways, and whatever else there
 * is for the workshop.
 */
final class TokenWorks {
    private final Random random;
    private final Model model;

    TokenWorks(Random random, Model model) {
        this.random = random;
        this.model = model;
    }

    Command terms(Origin origin) {
        return new Command.SetTokenTerms(origin, meter(), some(random.nextInt(8) == 0 ? 1 : 2));
    }

    Command plan(Origin origin) {
        return new Command.PlanKeyChange(origin, meter(),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(some(1 + random.nextInt(3))));
    }

    Command order(Origin origin, String key) {
        Optional<TokenTerms> keyChange = random.nextInt(6) == 0
                ? Optional.of(some(1 + random.nextInt(3)))
                : Optional.empty();
        List<ModelCredit> ordered = model.figures.credits.values()
                .stream()
                .filter(credit -> credit.isOrdered() && World.TOKEN_METERS.contains(credit.meter))
                .toList();
        if (ordered.isEmpty() || random.nextInt(5) == 0) {
            return new Command.OrderTokens(origin, key, World.WORKSHOP, act(), keyChange);
        }
        ModelCredit credit = ordered.get(random.nextInt(ordered.size()));
        return new Command.OrderTokens(origin, key, credit.meter, new TokenOrder.Credit(credit.creditId), keyChange);
    }

    Command made(Origin origin) {
        Fact.TokensOrdered order = any();
        return new Command.RecordTokens(origin, order.meter(), order.tokensId(), "module-1", "A1B2C3");
    }

    Command refused(Origin origin) {
        Fact.TokensOrdered order = any();
        return new Command.RefuseTokens(origin, order.meter(), order.tokensId(), "the module has no such key");
    }

    private TokenOrder act() {
        TokenOrder.Kind[] kinds = TokenOrder.Kind.values();
        return random.nextInt(4) == 0
                ? new TokenOrder.KeyChange()
                : new TokenOrder.Management(kinds[random.nextInt(kinds.length)], 0);
    }

    private Fact.TokensOrdered any() {
        List<Fact.TokensOrdered> open = List.copyOf(model.figures.tokens.open.values());
        return open.isEmpty() || random.nextInt(10) == 0
                ? new Fact.TokensOrdered("e1", "T-999999", new TokenOrder.KeyChange(), Optional.empty(),
                        Optional.empty())
                : open.get(random.nextInt(open.size()));
    }

    private String meter() {
        return random.nextInt(3) == 0 ? World.WORKSHOP : World.TOKEN_METERS.get(random.nextInt(2));
    }

    private TokenTerms some(int keyRevision) {
        boolean isOld = random.nextInt(10) == 0;
        return new TokenTerms("600727000000000009", "123456", "01", keyRevision, random.nextInt(12) == 0 ? 1 : 2, 255,
                isOld ? 1993 : 2014, "04", "11");
    }
}

package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Token terms, orders and identifiers as the model has them. All of the simulation's terms are on the clock of UTC. */
final class ModelTokens {
    private static final int DAY_MINUTES = 1_440;
    final Map<String, TokenTerms> terms = new HashMap<>();
    /** Ordered and not made or refused, oldest first. */
    final Map<String, Fact.TokensOrdered> open = new LinkedHashMap<>();
    private final Map<String, Integer> last = new HashMap<>();

    void order(Fact.TokensOrdered fact, Instant time) {
        open.put(fact.tokensId(), fact);
        Check.that(fact.tid().isPresent() == !(fact.order() instanceof TokenOrder.KeyChange),
                "a minute too many or too few: %s", fact);
        fact.tid().ifPresent(tid -> {
            TokenTerms under = fact.keyChangeTo().orElseGet(() -> of(fact.meter()));
            long clock = ChronoUnit.MINUTES.between(LocalDateTime.of(under.baseYear(), 1, 1, 0, 0),
                    LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            int before = last.getOrDefault(fact.meter() + under.baseYear(), -1);
            Check.that(tid > before && tid >= clock && tid <= clock + DAY_MINUTES && tid % DAY_MINUTES != 1
                    && tid < 1 << 24, "%s has a minute after %d, the clock says %d", fact, before, clock);
            last.put(fact.meter() + under.baseYear(), tid);
        });
    }

    Fact.TokensOrdered issue(Fact.TokensIssued fact) {
        Fact.TokensOrdered order = end(fact.tokensId());
        order.keyChangeTo().ifPresent(to -> terms.put(fact.meter(), to));
        return order;
    }

    Fact.TokensOrdered end(String tokensId) {
        return Objects.requireNonNull(open.remove(tokensId), () -> "there is no order " + tokensId);
    }

    private TokenTerms of(String meter) {
        return Objects.requireNonNull(terms.get(meter), () -> meter + " reads no tokens");
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.book.Names;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.util.Objects;
import java.util.Optional;

/** Makes true what is said about tokens. A part of {@link FactApplier}. */
final class TokenApplier {
    private final LedgerState state;
    private final LedgerEntry entry;

    TokenApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.entry = entry;
    }

    void terms(MeterState meter, TokenTerms terms) {
        if (meter.seldom.tokens.isPresent()) {
            change(meter.seldom.tokens.get(), terms);
        } else {
            meter.rare().tokens = Optional.of(new TokenState(shared(terms), entry.sequence()));
        }
    }

    void plan(MeterState meter, Optional<TokenTerms> to) {
        TokenState tokens = tokens(meter);
        tokens.planned = to.map(this::shared);
        tokens.plannedSequence = entry.sequence();
    }

    void order(MeterState meter, Fact.TokensOrdered fact) {
        TokenState tokens = tokens(meter);
        TokenOrderStatus order = new TokenOrderStatus(entry.sequence(), fact.tokensId(), meter.meter, fact.order(),
                tokens.terms, fact.keyChangeTo(), fact.tid(), entry.time());
        fact.tid().ifPresent(tid -> tokens.use(order.termsOfToken().baseYear(), tid));
        tokens.add(order);
        state.openTokens.put(order.sequence(), order);
        if (fact.order() instanceof TokenOrder.Credit(String creditId)) {
            Objects.requireNonNull(state.credits.get(creditId), creditId).tokensSequence = entry.sequence();
        }
    }

    void issue(MeterState meter, Fact.TokensIssued fact) {
        TokenState tokens = tokens(meter);
        TokenOrderStatus order = end(tokens, fact.tokensId(), true, fact.moduleId(), fact.keyCheckValue());
        order.keyChangeTo().ifPresent(terms -> change(tokens, terms));
    }

    void refuse(MeterState meter, Fact.TokensRefused fact) {
        end(tokens(meter), fact.tokensId(), false, "", "");
    }

    private TokenOrderStatus end(TokenState tokens, String tokensId, boolean issued, String moduleId, String check) {
        TokenOrderStatus order = tokens.open(tokensId)
                .orElseThrow(() -> new IllegalStateException("entry " + entry.sequence() + " is about tokens that are"
                        + " not open: " + tokensId));
        state.openTokens.remove(order.sequence());
        tokens.end(order, new EndedTokens(order.sequence(), entry.sequence(), entry.time().getEpochSecond(), issued,
                state.names.same(moduleId), state.names.same(check)));
        return order;
    }

    private void change(TokenState tokens, TokenTerms terms) {
        if (!tokens.open.isEmpty()) {
            throw new IllegalStateException("entry " + entry.sequence() + " changes the terms of tokens that are open: "
                    + tokens.open.getFirst().tokensId());
        }
        tokens.terms = shared(terms);
        tokens.termsSequence = entry.sequence();
        tokens.planned = Optional.empty();
    }

    private TokenState tokens(MeterState meter) {
        return meter.seldom.tokens.orElseThrow(() -> new IllegalStateException("entry " + entry.sequence()
                + " is about tokens of a meter that reads none: " + meter.meter));
    }

    /** All but the meter's own number is the same for thousands of meters. */
    private TokenTerms shared(TokenTerms terms) {
        Names names = state.names;
        return new TokenTerms(terms.meterPan(), names.same(terms.supplyGroup()), names.same(terms.tariffIndex()),
                terms.keyRevision(), terms.keyType(), terms.keyExpiry(), terms.baseYear(),
                names.same(terms.keyGeneration()), names.same(terms.encryption()), names.same(terms.zone()));
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderStep;

/** Makes true what is said about payments through a provider; a part of {@link FactApplier}. */
final class ProviderApplier {
    private final LedgerState state;
    private final LedgerEntry entry;

    ProviderApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.entry = entry;
    }

    void apply(ProviderFact fact) {
        state.providerPayments.put(switch (fact) {
            case ProviderFact.ProviderPaymentBegun f -> begun(f);
            case ProviderFact.ProviderAsked f -> {
                ProviderPayment payment = payment(f);
                require(ProviderRules.mayAsk(payment, f.step()), f);
                yield payment.asked(f.step(), f.reason(), entry.time(), entry.sequence());
            }
            case ProviderFact.ProviderAnswered f -> {
                ProviderPayment payment = payment(f);
                require(ProviderRules.mayAnswer(payment, f.answer()), f);
                yield payment.answered(f.answer(), f.detail(), entry.time(), entry.sequence());
            }
            case ProviderFact.ProviderCaptured f -> {
                ProviderPayment payment = payment(f);
                require(ProviderRules.maySell(payment) && isSold(payment, f.saleId()), f);
                yield payment.sold(f.saleId(), entry.time(), entry.sequence());
            }
            case ProviderFact.ProviderUnsold f -> {
                ProviderPayment payment = payment(f);
                require(ProviderRules.mayAnswer(payment, ProviderAnswer.CAPTURED), f);
                yield payment.asked(ProviderStep.REFUND, f.reason(), entry.time(), entry.sequence());
            }
        });
    }

    private ProviderPayment begun(ProviderFact.ProviderPaymentBegun fact) {
        require(state.providerPayments.payment(fact.paymentId()).isEmpty()
                && !state.providerPayments.knowsReference(fact.reference()), fact);
        return ProviderPayment.begun(fact.paymentId(), state.names.same(fact.meter()),
                state.names.same(fact.account()), fact.provider(), fact.reference(), fact.amount(), entry.time(),
                entry.sequence());
    }

    /** The law of money that was captured: the very amount is taken from the customer in the same entry. */
    private boolean isSold(ProviderPayment payment, String saleId) {
        return entry.facts()
                .stream()
                .anyMatch(fact -> fact instanceof Fact.PaymentTaken taken && taken.paymentId().equals(saleId)
                        && taken.meter().equals(payment.meter()) && taken.tender().equals(payment.amount()));
    }

    private ProviderPayment payment(ProviderFact fact) {
        return state.providerPayments.payment(fact.paymentId())
                .filter(payment -> payment.meter().equals(fact.meter()))
                .orElseThrow(() -> new IllegalStateException("entry " + entry.sequence()
                        + " is about an unknown payment: " + fact.paymentId()));
    }

    private void require(boolean holds, ProviderFact fact) {
        if (!holds) {
            throw new IllegalStateException("entry " + entry.sequence() + " cannot be true: " + fact);
        }
    }
}

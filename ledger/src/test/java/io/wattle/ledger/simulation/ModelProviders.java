package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.state.LedgerState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Payments through a provider as the model has them: whether the money is taken, sold for, or given back. */
final class ModelProviders {

    static final class Payment {
        final ProviderFact.ProviderPaymentBegun begun;
        boolean sold;
        boolean unsold;
        boolean closed;
        String saleId = "";

        Payment(ProviderFact.ProviderPaymentBegun begun) {
            this.begun = begun;
        }
    }

    final Map<String, Payment> payments = new LinkedHashMap<>();

    void apply(ProviderFact fact, LedgerEntry entry) {
        switch (fact) {
            case ProviderFact.ProviderPaymentBegun f -> payments.put(f.paymentId(), new Payment(f));
            case ProviderFact.ProviderAsked f -> {
                Payment payment = payment(f);
                boolean isGivenBack = entry.facts()
                        .stream()
                        .anyMatch(one -> one instanceof TillFact.SaleReversed back
                                && back.saleId().equals(payment.saleId));
                Check.that((!payment.sold && !payment.closed) || isGivenBack, "asked for nothing: %s", fact);
                if (isGivenBack) {
                    payment.sold = false;
                    payment.unsold = true;
                }
            }
            case ProviderFact.ProviderAnswered f -> {
                Payment payment = payment(f);
                boolean nothingTaken = f.answer() == ProviderAnswer.DECLINED || f.answer() == ProviderAnswer.CANCELLED;
                Check.that(!payment.sold && !(nothingTaken && payment.unsold), "it was taken: %s", fact);
                payment.closed = nothingTaken || f.answer() == ProviderAnswer.REFUNDED;
            }
            case ProviderFact.ProviderCaptured f -> {
                Payment payment = payment(f);
                Check.that(!payment.sold && !payment.unsold && !payment.closed, "sold twice: %s", fact);
                Check.that(isPaid(payment, f.saleId(), entry), "%s sells nothing", entry);
                payment.sold = true;
                payment.saleId = f.saleId();
            }
            case ProviderFact.ProviderUnsold f -> {
                Payment payment = payment(f);
                Check.that(!payment.sold && !payment.unsold, "sold and unsold: %s", fact);
                payment.unsold = true;
                payment.closed = false;
            }
        }
    }

    /** Taken and sold for, or given back, or on the way there. */
    void require(LedgerState state) {
        payments.forEach((id, payment) -> {
            Optional<ProviderPayment> found = state.providerPayments().payment(id);
            Check.that(found.isPresent(), "%s is not known", id);
            ProviderState now = found.orElseThrow().state();
            Check.that((now == ProviderState.SOLD) == payment.sold, "%s is %s", id, now);
            Check.that(now.hasEnded() == (payment.sold || payment.closed), "%s is %s", id, now);
        });
    }

    private static boolean isPaid(Payment payment, String saleId, LedgerEntry entry) {
        return entry.facts()
                .stream()
                .anyMatch(fact -> fact instanceof Fact.PaymentTaken taken && taken.paymentId().equals(saleId)
                        && taken.tender().equals(payment.begun.amount())
                        && taken.meter().equals(payment.begun.meter()));
    }

    private Payment payment(ProviderFact fact) {
        return Objects.requireNonNull(payments.get(fact.paymentId()), () -> "there is no " + fact.paymentId());
    }
}

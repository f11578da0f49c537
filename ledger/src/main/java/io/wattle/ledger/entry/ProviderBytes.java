package io.wattle.ledger.entry;

import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.provider.ProviderStep;
import java.util.Optional;

/** Facts about payments through a provider, and how one stands, as bytes and back. Pure. */
public final class ProviderBytes {
    static final int BEGUN = 100;
    static final int ASKED = 101;
    static final int ANSWERED = 102;
    static final int CAPTURED = 103;
    static final int UNSOLD = 104;

    private ProviderBytes() {}

    static int number(ProviderFact fact) {
        return switch (fact) {
            case ProviderFact.ProviderPaymentBegun _ -> BEGUN;
            case ProviderFact.ProviderAsked _ -> ASKED;
            case ProviderFact.ProviderAnswered _ -> ANSWERED;
            case ProviderFact.ProviderCaptured _ -> CAPTURED;
            case ProviderFact.ProviderUnsold _ -> UNSOLD;
        };
    }

    static void write(ProviderFact fact, EntryBytes to) {
        to.text(fact.meter()).text(fact.paymentId());
        switch (fact) {
            case ProviderFact.ProviderPaymentBegun f ->
                to.text(f.account()).text(f.provider()).text(f.reference()).quantity(f.amount());
            case ProviderFact.ProviderAsked f -> to.enumerated(f.step()).text(f.reason());
            case ProviderFact.ProviderAnswered f -> to.enumerated(f.answer()).text(f.detail());
            case ProviderFact.ProviderCaptured f -> to.text(f.saleId());
            case ProviderFact.ProviderUnsold f -> to.text(f.reason());
        }
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<ProviderFact> read(int number, EntrySource from) {
        return number < BEGUN || number > UNSOLD
                ? Optional.empty()
                : Optional.of(read(number, from.text(), from.text(), from));
    }

    private static ProviderFact read(int number, String meter, String paymentId, EntrySource from) {
        return switch (number) {
            case BEGUN -> new ProviderFact.ProviderPaymentBegun(meter, paymentId, from.text(), from.text(), from.text(),
                    from.money());
            case ASKED -> new ProviderFact.ProviderAsked(meter, paymentId, from.enumerated(ProviderStep.values()),
                    from.text());
            case ANSWERED -> new ProviderFact.ProviderAnswered(meter, paymentId,
                    from.enumerated(ProviderAnswer.values()), from.text());
            case CAPTURED -> new ProviderFact.ProviderCaptured(meter, paymentId, from.text());
            default -> new ProviderFact.ProviderUnsold(meter, paymentId, from.text());
        };
    }

    public static void write(ProviderPayment payment, EntryBytes to) {
        to.text(payment.paymentId())
                .text(payment.meter())
                .text(payment.account())
                .text(payment.provider())
                .text(payment.reference())
                .quantity(payment.amount())
                .enumerated(payment.state())
                .enumerated(payment.step())
                .i32(payment.captures())
                .optional(payment.saleId(), to::text)
                .text(payment.detail())
                .instant(payment.begunAt())
                .instant(payment.changedAt())
                .optional(payment.unknownSince(), to::instant)
                .i64(payment.sequence());
    }

    public static ProviderPayment readPayment(EntrySource from) {
        return new ProviderPayment(from.text(), from.text(), from.text(), from.text(), from.text(), from.money(),
                from.enumerated(ProviderState.values()), from.enumerated(ProviderStep.values()), from.i32(),
                from.optional(from::text), from.text(), from.instant(), from.instant(), from.optional(from::instant),
                from.i64());
    }
}

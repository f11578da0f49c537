package io.wattle.headend.provider;

import io.wattle.headend.provider.ProviderOutcome.Authorised;
import io.wattle.headend.provider.ProviderOutcome.Cancelled;
import io.wattle.headend.provider.ProviderOutcome.Captured;
import io.wattle.headend.provider.ProviderOutcome.Declined;
import io.wattle.headend.provider.ProviderOutcome.Open;
import io.wattle.headend.provider.ProviderOutcome.OutcomeUnknown;
import io.wattle.headend.provider.ProviderOutcome.RefundRefused;
import io.wattle.headend.provider.ProviderOutcome.Refunded;
import io.wattle.headend.provider.ProviderOutcome.Unheard;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.provider.ProviderStep;
import java.net.URI;
import java.util.Optional;

/**
 * What comes next for a payment, by where it stands in the ledger and what the provider has just said of it. Nothing is ever
 * asked for again unless the provider has just said that it was not done. Pure.
 */
final class PaymentPolicy {

    private PaymentPolicy() {}

    /** What comes next. */
    sealed interface Next {

        /** The ledger is told what the provider says. */
        record Tell(ProviderAnswer answer, String detail) implements Next {}

        /** The ledger is asked whether the provider may be asked. */
        record Order(ProviderStep step, String reason) implements Next {}

        /** The provider is asked; that it may be stands in the ledger. */
        record Call(ProviderStep step) implements Next {}

        /**
         * Nothing now.
         *
         * @param page where the customer pays, if he is being asked
         */
        record Wait(Optional<URI> page) implements Next {}
    }

    private static final Next WAIT = new Next.Wait(Optional.empty());

    /**
     * After a query.
     *
     * @param known whether the customer's wish is still in memory: without it nobody can be asked to pay
     * @param late whether he has had his time
     */
    static Next after(ProviderPayment payment, ProviderOutcome said, boolean known, boolean late) {
        return switch (payment.phase()) {
            case BEGUN -> checkout(said, known, late);
            case AUTHORISED -> switch (said) {
                case Authorised _ -> new Next.Order(ProviderStep.CAPTURE, "");
                case Unheard _,Open _ ->
                    new Next.Order(ProviderStep.CANCEL, "the provider does not know any more that it was authorised");
                case OutcomeUnknown _ -> WAIT;
                case Captured _,Declined _,Cancelled _,Refunded _,RefundRefused _ -> told(said);
            };
            case CAPTURING -> switch (said) {
                case Authorised _ -> payment.state() == ProviderState.CAPTURING
                        ? new Next.Call(ProviderStep.CAPTURE)
                        : new Next.Tell(ProviderAnswer.AUTHORISED, "it was not captured");
                case Unheard _,Open _ -> unknown(payment, "the provider knows nothing that was authorised");
                case OutcomeUnknown(String detail) -> unknown(payment, detail);
                case Captured _,Declined _,Cancelled _,Refunded _,RefundRefused _ -> told(said);
            };
            case CANCELLING -> switch (said) {
                case Open _,Authorised _ -> new Next.Call(ProviderStep.CANCEL);
                // A provider that has lost what it was asked to capture is not to be believed.
                case Unheard _ -> payment.captures() == 0
                        ? new Next.Tell(ProviderAnswer.CANCELLED, "the provider has never heard of it")
                        : unknown(payment, "the provider knows nothing of what it was asked to capture");
                case OutcomeUnknown(String detail) -> unknown(payment, detail);
                case Captured _,Declined _,Cancelled _,Refunded _,RefundRefused _ -> told(said);
            };
            case REFUNDING -> switch (said) {
                case Captured _,RefundRefused _ -> new Next.Call(ProviderStep.REFUND);
                case Refunded _ -> told(said);
                case OutcomeUnknown(String detail) -> unknown(payment, detail);
                case Unheard _,Open _,Authorised _,Declined _,Cancelled _ ->
                    unknown(payment, "the provider knows nothing that was captured");
            };
            case REFUND_REFUSED -> said instanceof Refunded ? told(said) : WAIT;
            // Let go, and captured all the same: found out by a notice, long after.
            case CANCELLED, DECLINED -> said instanceof Captured ? told(said) : WAIT;
            case SOLD, REFUNDED, OUTCOME_UNKNOWN -> WAIT;
        };
    }

    /** After the provider was asked to do something. */
    static Next afterCall(ProviderPayment payment, ProviderOutcome said) {
        return switch (payment.phase()) {
            case BEGUN -> switch (said) {
                case Open(Optional<URI> page) -> new Next.Wait(page);
                case Unheard _ -> unknown(payment, "the provider has not heard of what it was just asked");
                case OutcomeUnknown(String detail) -> unknown(payment, detail);
                case Authorised _,Captured _,Declined _,Cancelled _,Refunded _,RefundRefused _ -> told(said);
            };
            case REFUNDING -> switch (said) {
                case Refunded _,RefundRefused _ -> told(said);
                case OutcomeUnknown(String detail) -> unknown(payment, detail);
                case Unheard _,Open _,Authorised _,Captured _,Declined _,Cancelled _ ->
                    unknown(payment, "the provider did not say whether it gives the money back");
            };
            case CAPTURING, CANCELLING -> switch (said) {
                case Captured _,Declined _,Cancelled _,Refunded _,RefundRefused _ -> told(said);
                case OutcomeUnknown(String detail) -> unknown(payment, detail);
                case Unheard _,Open _,Authorised _ -> unknown(payment, "the provider did not say that it did it");
            };
            case AUTHORISED, OUTCOME_UNKNOWN, REFUND_REFUSED, SOLD, DECLINED, CANCELLED, REFUNDED -> WAIT;
        };
    }

    private static Next checkout(ProviderOutcome said, boolean known, boolean late) {
        return switch (said) {
            case Unheard _ -> known && !late
                    ? new Next.Call(ProviderStep.CHECKOUT)
                    : new Next.Order(ProviderStep.CANCEL,
                            known ? "there was no time left to pay" : "the provider was never asked");
            case Open(Optional<URI> page) -> late
                    ? new Next.Order(ProviderStep.CANCEL, "nobody paid in time")
                    : new Next.Wait(page);
            case OutcomeUnknown _ -> WAIT;
            case Authorised _,Captured _,Declined _,Cancelled _,Refunded _,RefundRefused _ -> told(said);
        };
    }

    private static Next told(ProviderOutcome said) {
        return switch (said) {
            case Authorised _ -> new Next.Tell(ProviderAnswer.AUTHORISED, "");
            case Captured _ -> new Next.Tell(ProviderAnswer.CAPTURED, "");
            case Declined(String code) -> new Next.Tell(ProviderAnswer.DECLINED, code);
            case Cancelled _ -> new Next.Tell(ProviderAnswer.CANCELLED, "");
            case Refunded _ -> new Next.Tell(ProviderAnswer.REFUNDED, "");
            // To a question that is not about giving back it says that the money is taken.
            case RefundRefused(String code) -> new Next.Tell(ProviderAnswer.REFUND_REFUSED, code);
            case Unheard _,Open _,OutcomeUnknown _ -> WAIT;
        };
    }

    /** Once: the same again would only fill the journal. */
    private static Next unknown(ProviderPayment payment, String detail) {
        return payment.state() == ProviderState.OUTCOME_UNKNOWN
                ? WAIT
                : new Next.Tell(ProviderAnswer.UNKNOWN, detail);
    }
}

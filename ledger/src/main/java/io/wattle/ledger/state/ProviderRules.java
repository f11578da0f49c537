package io.wattle.ledger.state;

import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.provider.ProviderStep;

/** Which step may follow which: looked at when deciding, and again when applying. Pure. */
public final class ProviderRules {
    /** A provider that never answers this question is not to be asked for ever. */
    static final int CAPTURES_MAX = 5;

    private ProviderRules() {}

    public static boolean mayAsk(ProviderPayment payment, ProviderStep step) {
        return switch (step) {
            case CHECKOUT -> false;
            case CAPTURE -> payment.state() == ProviderState.AUTHORISED && payment.captures() < CAPTURES_MAX;
            case CANCEL ->
                payment.phase() == ProviderState.BEGUN || payment.state() == ProviderState.AUTHORISED;
            case REFUND -> payment.state() == ProviderState.REFUND_REFUSED || payment.state() == ProviderState.SOLD;
        };
    }

    /** Whether the answer can be true, and says something new. */
    public static boolean mayAnswer(ProviderPayment payment, ProviderAnswer answer) {
        return switch (answer) {
            case AUTHORISED ->
                payment.phase() == ProviderState.BEGUN || payment.phase() == ProviderState.CAPTURING;
            case CAPTURED -> maySell(payment) || mustGiveBack(payment);
            case DECLINED, CANCELLED -> maySell(payment) || payment.phase() == ProviderState.CANCELLING;
            case UNKNOWN -> switch (payment.state()) {
                case BEGUN, CAPTURING, CANCELLING, REFUNDING -> true;
                case AUTHORISED, OUTCOME_UNKNOWN, REFUND_REFUSED, SOLD, DECLINED, CANCELLED, REFUNDED -> false;
            };
            case REFUNDED -> !payment.state().hasEnded();
            case REFUND_REFUSED -> payment.phase() == ProviderState.REFUNDING;
        };
    }

    /** Nothing is taken yet, and nobody has decided that nothing shall be. */
    static boolean maySell(ProviderPayment payment) {
        return switch (payment.phase()) {
            case BEGUN, AUTHORISED, CAPTURING -> true;
            case OUTCOME_UNKNOWN, CANCELLING, REFUNDING, REFUND_REFUSED, SOLD, DECLINED, CANCELLED, REFUNDED -> false;
        };
    }

    /** It was to be let go, or had been: what is captured all the same goes back. */
    public static boolean mustGiveBack(ProviderPayment payment) {
        return switch (payment.phase()) {
            case CANCELLING, CANCELLED, DECLINED -> true;
            case BEGUN, AUTHORISED, CAPTURING, OUTCOME_UNKNOWN, REFUNDING, REFUND_REFUSED, SOLD, REFUNDED -> false;
        };
    }

    /** Whether it stands as the answer says already. */
    public static boolean saysNothingNew(ProviderPayment payment, ProviderAnswer answer) {
        return switch (answer) {
            case AUTHORISED -> payment.state() == ProviderState.AUTHORISED;
            case CAPTURED -> payment.state() == ProviderState.SOLD || payment.phase() == ProviderState.REFUNDING
                    || payment.state() == ProviderState.REFUND_REFUSED || payment.state() == ProviderState.REFUNDED;
            case DECLINED -> payment.state() == ProviderState.DECLINED;
            case CANCELLED -> payment.state() == ProviderState.CANCELLED;
            case UNKNOWN -> payment.state() == ProviderState.OUTCOME_UNKNOWN;
            case REFUNDED -> payment.state() == ProviderState.REFUNDED;
            case REFUND_REFUSED -> payment.state() == ProviderState.REFUND_REFUSED;
        };
    }

    /** Whether the provider is being asked for it already, or did it. */
    public static boolean wasAsked(ProviderPayment payment, ProviderStep step) {
        return switch (step) {
            case CHECKOUT -> payment.phase() == ProviderState.BEGUN;
            case CAPTURE -> payment.phase() == ProviderState.CAPTURING || payment.state() == ProviderState.SOLD;
            case CANCEL -> payment.phase() == ProviderState.CANCELLING || payment.state() == ProviderState.CANCELLED;
            case REFUND -> payment.phase() == ProviderState.REFUNDING || payment.state() == ProviderState.REFUNDED;
        };
    }
}

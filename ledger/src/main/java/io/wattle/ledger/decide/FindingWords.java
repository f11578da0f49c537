package io.wattle.ledger.decide;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.CreditState;

/** What was found, for people. */
final class FindingWords {

    private FindingWords() {}

    /** About a balance that is higher than it may be. */
    static String of(Rises.Rise rise, Quantity amount) {
        String higher = "the balance is " + QuantityText.of(amount)
                + " higher than what was left, loaded and used adds up to; ";
        return switch (rise.kind()) {
            case PARTIAL_CREDIT -> part(rise.credit().orElseThrow(), amount);
            case CREDIT_OF_OTHER_METER -> {
                CreditState credit = rise.credit().orElseThrow();
                yield higher + "that is credit " + credit.creditId + " of " + QuantityText.of(credit.amount)
                        + ", which was sold for meter " + credit.meter;
            }
            case REVOKED_CREDIT_SHOWN -> {
                CreditState credit = rise.credit().orElseThrow();
                yield higher + "that is credit " + credit.creditId + " of " + QuantityText.of(credit.amount)
                        + ", which was taken back: its money was returned";
            }
            case UNBACKED_CREDIT, SHORTFALL, REGISTER_WENT_BACK, CREDIT_NOT_SHOWN, CLOCK_WRONG, CREDIT_EXPIRED,
                    UNBACKED_CREDIT_LOGGED, METER_NOT_IN_SERVICE, TAMPER_REPORTED, USAGE_NOT_DEDUCTED ->
                higher + "no sale is behind that";
        };
    }

    static String part(CreditState credit, Quantity amount) {
        return "only " + QuantityText.of(amount) + " of the " + QuantityText.of(credit.remaining())
                + " that were to come with credit " + credit.creditId
                + " are in the meter: a part of it, or something else that came while it was on its way";
    }
}

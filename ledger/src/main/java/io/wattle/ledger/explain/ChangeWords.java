package io.wattle.ledger.explain;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.QuantityText;

/** Legal changes of a meter, in plain words. */
final class ChangeWords {

    private ChangeWords() {}

    static String announced(Fact.ChangeAnnounced fact) {
        String amount = QuantityText.of(fact.amount());
        String what = switch (fact.kind()) {
            case CLEAR_CREDIT -> "the balance will be set to zero";
            case KEY_CHANGE -> "the meter's keys are changed";
            case TAMPER_RESET -> "the tamper state is reset";
            case REGISTER_RESET -> "the register will be set back";
            case ADJUSTMENT -> "an engineer changes the balance by " + amount;
            case EMERGENCY -> "emergency credit of " + amount + " is granted";
            case REPAYMENT -> "the meter will take back " + QuantityText.of(fact.amount().negated())
                    + " of emergency credit out of credits that arrive";
            case CARRY_OVER -> amount + " are to be carried over";
            case LOGGED -> amount + " without backing will show in the balance";
        };
        return "change " + fact.changeId() + ": " + what + (fact.reason().isBlank() ? "" : " (" + fact.reason() + ")");
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.quantity.Quantity;

/** What a command with a key about balances that live here says, as words; a part of {@link Contents}. Pure. */
public final class BalanceContents {

    private BalanceContents() {}

    public static String[] of(BalanceCommand.GrantCredit command) {
        return granted(command.meter(), command.kind(), command.amount(), command.reason());
    }

    /** Emergency credit as {@link Command.GrantEmergency} says it, wherever the balance lives. */
    static String[] of(BalanceFact.CreditGranted fact) {
        return fact.kind() == GrantKind.EMERGENCY
                ? Contents.change(fact.meter(), ChangeKind.EMERGENCY.name(), fact.amount(), "")
                : granted(fact.meter(), fact.kind(), fact.amount(), fact.reason());
    }

    private static String[] granted(String meter, GrantKind kind, Quantity amount, String reason) {
        return new String[] {"grant", meter, kind.name(), Long.toString(amount.value()), amount.unit().code(), reason};
    }
}

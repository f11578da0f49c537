package io.wattle.ledger.state;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.quantity.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a command about accounts with a key says, as words; a part of {@link Contents}. Pure. */
public final class AccountContents {

    private AccountContents() {}

    public static String[] of(AccountCommand.CloseAccount command) {
        return closing(command.account(), command.transferTo(), command.leaveDebts(), command.reason());
    }

    static String[] of(AccountFact.AccountClosed fact) {
        return closing(fact.account(), fact.transferTo(), fact.leaveDebts(), fact.reason());
    }

    public static String[] of(AccountCommand.MoveMoney command) {
        return moving(command.account(), command.move(), command.other(), command.amount(), command.reason());
    }

    static String[] of(AccountFact.MoneyMoved fact) {
        return moving(fact.account(), fact.move(), fact.other(), fact.amount(), fact.reason());
    }

    public static String[] of(AccountCommand.SynchroniseAccounts command) {
        return synchronising(command.master(), command.fields(), command.digest());
    }

    static String[] of(AccountFact.AccountsSynchronised fact) {
        return synchronising(fact.master(), fact.fields(), fact.digest());
    }

    private static String[] closing(String account, Optional<String> transferTo, boolean leaveDebts, String reason) {
        String debts = leaveDebts ? "debts are left" : "debts are paid";
        return transferTo.map(to -> new String[] {"account transfer", account, to, debts, reason})
                .orElseGet(() -> new String[] {"account closing", account, debts, reason});
    }

    private static String[] moving(String account, MoneyMove move, String other, Money amount, String reason) {
        return new String[] {"money", account, move.name(), other, Long.toString(amount.amountMinor()),
                amount.currency(), reason};
    }

    private static String[] synchronising(String master, SortedSet<SyncField> fields, String digest) {
        List<String> words = new ArrayList<>(List.of("synchronise", master, digest));
        fields.forEach(field -> words.add(field.name()));
        return words.toArray(String[]::new);
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AccountFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a command about accounts with a key says, as words; a part of {@link Contents}. */
final class AccountContents {

    private AccountContents() {}

    static String[] of(AccountCommand.CloseAccount command) {
        return closing(command.account(), command.transferTo(), command.reason());
    }

    static String[] of(AccountFact.AccountClosed fact) {
        return closing(fact.account(), fact.transferTo(), fact.reason());
    }

    static String[] of(AccountCommand.SynchroniseAccounts command) {
        return synchronising(command.master(), command.fields(), command.digest());
    }

    static String[] of(AccountFact.AccountsSynchronised fact) {
        return synchronising(fact.master(), fact.fields(), fact.digest());
    }

    private static String[] closing(String account, Optional<String> transferTo, String reason) {
        return transferTo.map(to -> new String[] {"account transfer", account, to, reason})
                .orElseGet(() -> new String[] {"account closing", account, reason});
    }

    private static String[] synchronising(String master, SortedSet<SyncField> fields, String digest) {
        List<String> words = new ArrayList<>(List.of("synchronise", master, digest));
        fields.forEach(field -> words.add(field.name()));
        return words.toArray(String[]::new);
    }
}

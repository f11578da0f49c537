package io.wattle.ledger.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What accounts owe and pay off, of each that ever owed. For the ledger thread. */
public final class DebtBook {
    /** Never changed. */
    private static final AccountDebts NOTHING = new AccountDebts();
    private final Map<String, AccountDebts> byAccount = new LinkedHashMap<>();

    /** To be looked at only. */
    public AccountDebts of(String account) {
        return byAccount.getOrDefault(account, NOTHING);
    }

    /** To be changed. */
    AccountDebts open(String account) {
        return byAccount.computeIfAbsent(account, _ -> new AccountDebts());
    }

    void forEach(BiConsumer<String, AccountDebts> use) {
        byAccount.forEach(use);
    }

    void restore(String account, AccountDebts debts) {
        byAccount.put(account, debts);
    }
}

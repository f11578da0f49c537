package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.vending.Debt;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a customer who leaves owes becomes debts under names that no open debt of his has. For one use.
 * For the ledger thread.
 */
public final class NewDebts {
    private final String account;
    private final LocalDate since;
    private final String reason;
    private final Set<String> names = new HashSet<>();
    /** What was added, by kind and currency: all fees of all meters are one debt. */
    private final Map<String, String> named = new HashMap<>();
    private final Map<String, Money> added = new LinkedHashMap<>();

    public NewDebts(AccountDebts open, String account, LocalDate since, String reason) {
        this.account = account;
        this.since = since;
        this.reason = reason;
        open.open().forEach(one -> names.add(one.debt().name()));
    }

    public void add(Settled settled) {
        if (settled.isOwed()) {
            String what = settled.units().isPresent() ? "Used and not paid" : "Fees until " + since;
            String name = named.computeIfAbsent(what + settled.money().currency(), _ -> unused(what));
            added.merge(name, settled.money(),
                    (one, more) -> new Money(Math.addExact(one.amountMinor(), more.amountMinor()), one.currency()));
            names.add(name);
        }
    }

    private String unused(String name) {
        String free = name;
        for (int i = 2; names.contains(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    /** By name, in one currency. */
    Map<String, Long> addedMinor(String currency) {
        Map<String, Long> minor = new LinkedHashMap<>();
        added.forEach((name, money) -> {
            if (money.currency().equals(currency)) {
                minor.put(name, money.amountMinor());
            }
        });
        return minor;
    }

    public Optional<Refuse> refused() {
        return added.isEmpty() || names.size() <= AccountDebts.DEBTS_MAX
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.TOO_MANY_DEBTS, "account", "what " + account
                        + " still has to pay would be owed, and it has as many debts as are kept"));
    }

    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        added.forEach((name, money) -> facts.add(new DebtFact.DebtAdded(account, Debt.whole(name, since), money,
                reason)));
        return facts;
    }
}

package io.wattle.ledger.simulation;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.entry.ImportFact;
import java.util.List;
import java.util.ArrayList;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.state.LedgerState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Accounts as the model has them: what was saved last, and nothing else. */
final class ModelAccounts {
    /** By number; with the terms that synchronising gave them. */
    final Map<String, AccountData> accounts = new TreeMap<>();
    final Set<String> customers = new HashSet<>();
    final Set<String> erased = new HashSet<>();
    final Set<String> closed = new HashSet<>();
    /** Rows that change nothing before all are saved. */
    private final List<AccountRow> staged = new ArrayList<>();
    private final Map<String, MeterTraits> traits = new HashMap<>();
    private final Map<String, CriticalNeed> needs = new HashMap<>();

    void apply(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case AccountFact.MoneyMoved f -> Check.that(f.move().afterClosing() || closes(entry)
                        || !closed.contains(f.account()), "closed, and moved: %s", f);
                case AccountFact f -> apply(f);
                case ImportFact f -> apply(f);
                case PremisesFact.MeterPlaced f -> traits.put(f.meter(), f.data().traits());
                case PremisesFact.CriticalNeedSet f -> {
                    needs.remove(f.meter());
                    f.need().ifPresent(need -> needs.put(f.meter(), need));
                }
                case Fact.MeterReplaced f -> {
                    Optional.ofNullable(traits.get(f.meter())).ifPresent(some -> traits.put(f.newMeter(), some));
                    Optional.ofNullable(needs.get(f.meter())).ifPresent(need -> needs.put(f.newMeter(), need));
                }
                case Fact.PaymentTaken f ->
                    Check.that(traits.getOrDefault(f.meter(), MeterTraits.STANDARD).vending()
                            && !closed.contains(f.account()), "sold for a meter that is barred: %s", f);
                case Fact.SupplyOrdered f ->
                    Check.that(f.target() != Supply.OFF || !needs.containsKey(f.meter())
                            || !needs.get(f.meter()).until().isAfter(entry.time()), "cut in need: %s", f);
                default -> {
                } // moves nobody in or out
            }
        }
    }

    private static boolean closes(LedgerEntry entry) {
        return entry.facts().stream().anyMatch(AccountFact.AccountClosed.class::isInstance);
    }

    private void apply(AccountFact fact) {
        switch (fact) {
            case AccountFact.CustomerSaved f -> {
                Check.that(!erased.contains(f.customer().customer()), "back from the erased: %s", f);
                customers.add(f.customer().customer());
            }
            case AccountFact.CustomerErased f ->
                Check.that(erased.add(f.customer()) && open().stream()
                        .noneMatch(account -> account.customer().filter(f.customer()::equals).isPresent()),
                        "erased with an open account: %s", f);
            case AccountFact.AccountSaved f -> {
                Check.that(!closed.contains(f.account().account()), "closed, and saved: %s", f);
                accounts.put(f.account().account(), f.account());
            }
            case AccountFact.AccountClosed f -> Check.that(closed.add(f.account()), "closed twice: %s", f);
            case AccountFact.LocationSaved _ -> {
            }
            case AccountFact.MoneyMoved _,AccountFact.UnitsSettled _,AccountFact.ChargeTaxed _ -> {
            }
            case AccountFact.AccountsSynchronised f -> synchronise(f);
        }
    }

    private void apply(ImportFact fact) {
        switch (fact) {
            case ImportFact.RowsStaged f -> staged.addAll(f.rows());
            case ImportFact.ImportCommitted f -> {
                Check.that(staged.size() == f.rows(), "not all of its rows: %s", f);
                for (AccountRow row : staged) {
                    row.customer().ifPresent(one -> apply(new AccountFact.CustomerSaved(one)));
                    row.account().ifPresent(one -> apply(new AccountFact.AccountSaved(one)));
                    row.meter().ifPresent(one -> traits.put(one.meter(), one.traits()));
                }
                staged.clear();
            }
            case ImportFact.ImportDropped _ -> staged.clear();
        }
    }

    private void synchronise(AccountFact.AccountsSynchronised fact) {
        Check.that(Objects.requireNonNull(accounts.get(fact.master())).terms().equals(fact.terms()),
                "not those of the master: %s", fact);
        for (String name : fact.accounts()) {
            AccountData before = Objects.requireNonNull(accounts.get(name));
            Check.that(before.master().filter(fact.master()::equals).isPresent() && !closed.contains(name),
                    "not for %s: %s", name, fact);
            AccountTerms terms = before.terms();
            for (SyncField field : fact.fields()) {
                terms = field.copy(fact.terms(), terms);
            }
            accounts.put(name, new AccountData(name, before.customer(), before.master(), terms, before.personal()));
        }
    }

    /** Each account is as it was saved or synchronised last, whatever was done to those related to it. */
    void check(LedgerState state) {
        accounts.values().forEach(account -> {
            var found = state.accounts().account(account.account()).orElseThrow();
            Check.that(found.terms().equals(account.terms()) && found.master().equals(account.master())
                    && found.customer().equals(account.customer())
                    && found.closed() == closed.contains(account.account()), "%s is %s", account, found);
        });
        Check.that(Set.copyOf(state.accounts().erasedCustomers()).equals(erased), "erased: %s",
                state.accounts().erasedCustomers());
    }

    private Collection<AccountData> open() {
        return accounts.values().stream().filter(account -> !closed.contains(account.account())).toList();
    }
}

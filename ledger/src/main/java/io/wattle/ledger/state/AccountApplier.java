package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.LedgerEntry;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes true what is said about accounts; a part of {@link FactApplier}. What cannot be true is a broken ledger. */
final class AccountApplier {
    private final LedgerState state;
    private final Accounts accounts;
    private final LedgerEntry entry;

    AccountApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.accounts = state.accounts;
        this.entry = entry;
    }

    void apply(AccountFact fact) {
        switch (fact) {
            case AccountFact.CustomerSaved f -> save(f.customer());
            case AccountFact.CustomerErased f -> {
                CustomerState customer = known(accounts.customers.get(f.customer()), f.customer());
                customer.erase();
            }
            case AccountFact.AccountSaved f -> save(f.account());
            case AccountFact.AccountClosed f -> account(f.account()).closed = true;
            case AccountFact.MoneyMoved f -> {
                if (f.move().paysDebt()) {
                    state.debts.open(f.account()).settle(f.other(), f.amount().amountMinor());
                }
            }
            case AccountFact.UnitsSettled _,AccountFact.ChargeTaxed _ -> {
            } // posted beside it
            case AccountFact.LocationSaved f -> save(f.location());
            case AccountFact.AccountsSynchronised f -> {
                for (String name : f.accounts()) {
                    AccountState account = account(name);
                    AccountTerms terms = account.terms;
                    for (SyncField field : f.fields()) {
                        terms = field.copy(f.terms(), terms);
                    }
                    account.terms = accounts.shared(terms);
                }
            }
        }
    }

    void apply(ImportFact fact) {
        switch (fact) {
            case ImportFact.RowsStaged f -> state.imports.stage(f, entry);
            case ImportFact.ImportCommitted f -> {
                state.imports.forEachRow(this::save);
                state.imports.saved(f.importId(), entry.sequence());
            }
            case ImportFact.ImportDropped _ -> state.imports.drop();
        }
    }

    private void save(AccountRow row) {
        row.customer().ifPresent(this::save);
        row.location().ifPresent(this::save);
        row.account().ifPresent(this::save);
        row.meter().ifPresent(data -> place(data, known(state.meters.get(data.meter()), data.meter())));
    }

    void apply(PremisesFact fact, MeterState meter) {
        switch (fact) {
            case PremisesFact.MeterPlaced f -> place(f.data(), meter);
            case PremisesFact.CriticalNeedSet f -> {
                meter.rare().need = f.need();
                meter.rare().needSetBy = f.need().map(_ -> state.names.same(entry.origin().actor()));
            }
            case PremisesFact.CountersBegun f -> meter.rare().sales = Optional.of(SaleCounters.begun(f.fees()));
            case PremisesFact.MeterAssigned f -> {
                accounts.metersOfAccount.remove(meter);
                if (meter.seldom.firstAccount.isEmpty()) {
                    meter.rare().firstAccount = Optional.of(meter.account);
                }
                meter.account = state.names.known(f.account());
                accounts.metersOfAccount.add(meter);
            }
            case PremisesFact.ProbeActNoted _,PremisesFact.EventNoted _,PremisesFact.ProfileNoted _ -> {
                // Said for people, and for the key of its entry; nothing follows from it.
            }
        }
    }

    /** What belongs to the place and not to the device goes on to the one that takes its place. */
    void replace(MeterState meter, MeterState by) {
        by.traits = meter.traits;
        place(by, meter.location);
        if (meter.seldom.need.isPresent()) {
            by.rare().need = meter.seldom.need;
            by.rare().needSetBy = meter.seldom.needSetBy;
        }
    }

    private void place(MeterData data, MeterState meter) {
        meter.traits = accounts.shared(data.traits());
        place(meter, data.location().orElse(null));
    }

    private void place(MeterState meter, @Nullable String location) {
        if (meter.location != null) {
            accounts.metersAtLocation.remove(meter);
        }
        meter.location = location == null ? null : state.names.known(location);
        if (meter.location != null) {
            accounts.metersAtLocation.add(meter);
        }
    }

    private void save(CustomerData data) {
        CustomerState customer = accounts.customers.get(data.customer());
        if (customer == null) {
            accounts.customers.add(new CustomerState(data.customer(), data.personal()));
        } else if (customer.isErased()) {
            throw new IllegalStateException("entry " + entry.sequence() + " brings back who was erased");
        } else {
            customer.personal(data.personal());
        }
    }

    private void save(AccountData data) {
        AccountState account = accounts.accounts.get(data.account());
        if (account == null) {
            account = new AccountState(state.names.known(data.account()));
            accounts.accounts.add(account);
        }
        accounts.join(account,
                data.customer().map(name -> known(accounts.customers.get(name), name)).orElse(null));
        accounts.relate(account, data.master().map(this::account).orElse(null));
        account.terms = accounts.shared(data.terms());
        account.personal(data.personal());
    }

    private void save(LocationData data) {
        LocationState location = accounts.locations.get(data.location());
        if (location == null) {
            location = new LocationState(state.names.known(data.location()));
            accounts.locations.add(location);
        }
        location.address(data.address());
    }

    private AccountState account(String name) {
        return known(accounts.accounts.get(name), name);
    }

    private <T> T known(@Nullable T found, String name) {
        return Objects.requireNonNull(found,
                () -> "entry " + entry.sequence() + " is about something unknown: " + name);
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.CustomerStatus;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.account.SyncPreview;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Answers what is asked about accounts. For the ledger thread. */
record AccountQuestions(LedgerState state) implements AccountsView {

    @Override
    public Found find(String name) {
        return state.accounts.find(name, state.meters);
    }

    @Override
    public Optional<CustomerStatus> customer(String customer) {
        return state.accounts.customer(customer);
    }

    @Override
    public List<String> erasedCustomers() {
        return state.accounts.customers.all()
                .stream()
                .filter(CustomerState::isErased)
                .map(one -> one.customer)
                .toList();
    }

    @Override
    public Optional<AccountStatus> account(String account) {
        return state.accounts.account(account);
    }

    @Override
    public FinalBalance finalBalance(String account, String currency, Map<Unit.Kind, FlatRate> rates, Instant now) {
        return FinalBalances.of(state, account, currency, new Settling(state, rates, now), now);
    }

    @Override
    public boolean hasLocation(String location) {
        return state.accounts.locations.get(location) != null;
    }

    @Override
    public Optional<Premises> premises(String meter) {
        return Optional.ofNullable(state.meters.get(meter)).map(MeterState::premises);
    }

    @Override
    public Optional<SyncPreview> previewSync(String master, SortedSet<SyncField> fields) {
        return Optional.ofNullable(state.accounts.accounts.get(master)).map(found -> AccountSync.look(found, fields));
    }
}

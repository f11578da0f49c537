package io.wattle.ledger.decide;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.AccountState;
import io.wattle.ledger.state.CustomerState;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.LocationState;
import io.wattle.ledger.state.MeterState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at rows one after the other, each as if those before it were saved already. */
final class RowChecks {
    private static final int THRESHOLD_DAYS_MAX = 365;

    private final LedgerState state;
    private final Map<String, CustomerData> customers = new HashMap<>();
    private final Map<String, AccountData> accounts = new HashMap<>();
    private final Map<String, LocationData> locations = new HashMap<>();
    private final Map<String, MeterData> meters = new HashMap<>();
    private final Set<String> masters = new HashSet<>();
    private final List<Fact> facts = new ArrayList<>();

    RowChecks(LedgerState state) {
        this.state = state;
    }

    /** What the rows so far come to. */
    List<Fact> facts() {
        return facts;
    }

    /** Why a row cannot be saved; if it can, its facts are added. Fields begin with the name of the part. */
    Optional<Refuse> row(AccountRow row) {
        Optional<Refuse> wrong = malformed(row);
        if (wrong.isPresent()) {
            return wrong;
        }
        int before = facts.size();
        wrong = row.customer()
                .flatMap(this::customer)
                .or(() -> row.location().flatMap(this::location))
                .or(() -> row.account().flatMap(this::account))
                .or(() -> row.meter().flatMap(this::meter));
        if (wrong.isPresent()) {
            facts.subList(before, facts.size()).clear();
        }
        return wrong;
    }

    /** What is wrong with it whatever is known. */
    static Optional<Refuse> malformed(AccountRow row) {
        if (row.customer().isEmpty() && row.account().isEmpty() && row.location().isEmpty() && row.meter().isEmpty()) {
            return refuse(Refusal.MALFORMED, "row", "must have a customer, an account, a location or a meter");
        }
        return row.customer()
                .flatMap(data -> Wellformed.name("customer.customer", data.customer()))
                .or(() -> row.location().flatMap(data -> Wellformed.name("location.location", data.location())))
                .or(() -> row.account().flatMap(RowChecks::malformed))
                .or(() -> row.meter()
                        .flatMap(data -> Wellformed.name("meter.meter", data.meter())
                                .or(() -> data.location().flatMap(name -> Wellformed.name("meter.location", name)))
                                .or(() -> word("meter.com", data.traits().com()))));
    }

    private static Optional<Refuse> malformed(AccountData data) {
        AccountTerms terms = data.terms();
        return Wellformed.name("account.account", data.account())
                .or(() -> data.customer().flatMap(name -> Wellformed.name("account.customer", name)))
                .or(() -> data.master().flatMap(name -> Wellformed.name("account.master", name)))
                .or(() -> word("account.customerClass", terms.customerClass()))
                .or(() -> word("account.subClass", terms.subClass()))
                .or(() -> word("account.discounts", terms.discounts()))
                .or(() -> word("account.language", terms.language()))
                .or(() -> Wellformed.within("account.thresholdDays", terms.thresholdDays(), 0, THRESHOLD_DAYS_MAX))
                .or(() -> data.customer().isEmpty() && !data.personal().isNothing()
                        ? refuse(Refusal.MALFORMED, "account.customer",
                                "must be there: what is personal is sealed under a customer's key")
                        : Optional.empty());
    }

    private static Optional<Refuse> word(String field, String value) {
        return value.isEmpty() ? Optional.empty() : Wellformed.name(field, value);
    }

    private Optional<Refuse> customer(CustomerData data) {
        CustomerState known = state.accounts.customers.get(data.customer());
        if (known != null && known.isErased()) {
            return erased("customer.customer", data.customer());
        }
        CustomerData before = customers.put(data.customer(), data);
        boolean same = before == null ? known != null && known.isSame(data.personal()) : before.equals(data);
        add(same, new AccountFact.CustomerSaved(data));
        return Optional.empty();
    }

    private Optional<Refuse> location(LocationData data) {
        LocationState known = state.accounts.locations.get(data.location());
        LocationData before = locations.put(data.location(), data);
        boolean same = before == null ? known != null && known.isSame(data.address()) : before.equals(data);
        add(same, new AccountFact.LocationSaved(data));
        return Optional.empty();
    }

    private Optional<Refuse> account(AccountData data) {
        AccountState known = state.accounts.accounts.get(data.account());
        if (known != null && known.closed()) {
            return refuse(Refusal.ACCOUNT_CLOSED, "account.account", "account " + data.account() + " is closed");
        }
        Optional<Refuse> wrong = data.customer()
                .flatMap(this::whose)
                .or(() -> data.master().flatMap(master -> master(data, known, master)));
        if (wrong.isPresent()) {
            return wrong;
        }
        data.master().ifPresent(masters::add);
        AccountData before = accounts.put(data.account(), data);
        boolean same = before == null ? known != null && known.isSame(data) : before.equals(data);
        add(same, new AccountFact.AccountSaved(data));
        return Optional.empty();
    }

    private Optional<Refuse> whose(String customer) {
        CustomerState known = state.accounts.customers.get(customer);
        if (known != null && known.isErased()) {
            return erased("account.customer", customer);
        }
        return known != null || customers.containsKey(customer)
                ? Optional.empty()
                : refuse(Refusal.UNKNOWN_CUSTOMER, "account.customer", "there is no customer " + customer);
    }

    private Optional<Refuse> master(AccountData data, @Nullable AccountState known,
            String master) {
        AccountState of = state.accounts.accounts.get(master);
        AccountData fresh = accounts.get(master);
        if (of == null && fresh == null) {
            return refuse(Refusal.UNKNOWN_ACCOUNT, "account.master", "there is no account " + master);
        }
        if (of != null && of.closed()) {
            return refuse(Refusal.ACCOUNT_CLOSED, "account.master", "account " + master + " is closed");
        }
        boolean masterHasOne = fresh != null
                ? fresh.master().isPresent()
                : of != null && of.master() != null;
        boolean isMaster = (known != null && known.isMaster()) || masters.contains(data.account());
        if (master.equals(data.account()) || masterHasOne || isMaster) {
            return refuse(Refusal.MASTER_NOT_ALLOWED, "account.master", isMaster
                    ? data.account() + " is a master itself"
                    : master + " cannot be the master of " + data.account() + ": it has one, or is the same");
        }
        return Optional.empty();
    }

    private Optional<Refuse> meter(MeterData data) {
        MeterState known = state.meters.get(data.meter());
        if (known == null) {
            return refuse(Refusal.UNKNOWN_METER, "meter.meter", "no meter is registered under " + data.meter());
        }
        if (known.seldom().replacedBy().isPresent()) {
            return Optional.of(RetiredMeter.refused(known));
        }
        Optional<String> location = data.location();
        if (location.isPresent() && !locations.containsKey(location.get())
                && state.accounts.locations.get(location.get()) == null) {
            return refuse(Refusal.UNKNOWN_LOCATION, "meter.location", "there is no location " + location.get());
        }
        boolean isHere = state.servers.of(data.meter()).isPresent();
        if (isHere != (data.traits().mode() == BalanceMode.SERVER)) {
            return isHere
                    ? refuse(Refusal.BALANCE_ON_SERVER, "meter.balanceMode", "the balance of " + data.meter()
                            + " lives here")
                    : refuse(Refusal.BALANCE_IN_METER, "meter.balanceMode", "have the balance of " + data.meter()
                            + " kept here first");
        }
        MeterData before = meters.put(data.meter(), data);
        boolean same = before == null
                ? known.traits().equals(data.traits()) && location.equals(Optional.ofNullable(known.location()))
                : before.equals(data);
        add(same, new PremisesFact.MeterPlaced(data));
        return Optional.empty();
    }

    private void add(boolean same, Fact fact) {
        if (!same) {
            facts.add(fact);
        }
    }

    private static Optional<Refuse> erased(String field, String customer) {
        return refuse(Refusal.CUSTOMER_ERASED, field, "all that was known of customer " + customer
                + " is erased; a new one takes a new number");
    }

    private static Optional<Refuse> refuse(Refusal reason, String field, String detail) {
        return Optional.of(new Refuse(reason, field, detail));
    }
}

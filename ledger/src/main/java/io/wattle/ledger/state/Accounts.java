package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.CustomerStatus;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.Found.Hit;
import io.wattle.ledger.account.Found.Kind;
import io.wattle.ledger.account.MeterTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Customers, accounts, locations, and which meters are theirs. For the ledger thread; changed by {@link AccountApplier}. */
public final class Accounts {
    public final NamedTable<CustomerState> customers = new NamedTable<>(customer -> customer.customer);
    public final NamedTable<AccountState> accounts = new NamedTable<>(account -> account.account);
    public final NamedTable<LocationState> locations = new NamedTable<>(location -> location.location);
    public final MeterGroups metersOfAccount = new MeterGroups(meter -> meter.account, meter -> meter.nextOfAccount,
            (meter, next) -> meter.nextOfAccount = next);
    final MeterGroups metersAtLocation = new MeterGroups(meter -> Objects.requireNonNull(meter.location),
            meter -> meter.nextAtLocation, (meter, next) -> meter.nextAtLocation = next);
    private final Shared<AccountTerms> terms = new Shared<>();
    private final Shared<MeterTraits> traits = new Shared<>();
    private final Shared<MeterKind> kinds = new Shared<>();

    AccountTerms shared(AccountTerms some) {
        return terms.same(some);
    }

    MeterTraits shared(MeterTraits some) {
        return traits.same(some);
    }

    /** After its terms changed. */
    void share(MeterState meter) {
        meter.share(kinds);
    }

    /** A meter became known, or comes back from a snapshot. */
    void add(MeterState meter) {
        metersOfAccount.add(meter);
        meter.traits = shared(meter.traits);
        share(meter);
        if (meter.location != null) {
            metersAtLocation.add(meter);
        }
    }

    void join(AccountState account, @Nullable CustomerState customer) {
        CustomerState before = account.customer;
        if (before == customer) {
            return;
        }
        if (before != null) {
            before.newestAccount = without(before.newestAccount, account);
        }
        account.customer = customer;
        if (customer != null) {
            account.nextOfCustomer = customer.newestAccount;
            customer.newestAccount = account;
        }
    }

    void relate(AccountState account, @Nullable AccountState master) {
        AccountState before = account.master();
        if (before == master) {
            return;
        }
        if (before != null) {
            before.rare().newestMember = withoutMember(before.newestMember(), account);
        }
        account.rare().master = master;
        if (master != null) {
            account.rare().nextMember = master.newestMember();
            master.rare().newestMember = account;
        }
    }

    /** Shows every account that has a master, with it. */
    void forEachMaster(BiConsumer<String, String> each) {
        for (AccountState account : accounts.all()) {
            AccountState master = account.master();
            if (master != null) {
                each.accept(account.account, master.account);
            }
        }
    }

    /** Puts back what {@link #forEachMaster} showed. */
    void restoreMaster(String account, String master) {
        relate(Objects.requireNonNull(accounts.get(account), account),
                Objects.requireNonNull(accounts.get(master), master));
    }

    /** The name of a meter, an account or a location as it is kept; null if there is none. */
    @Nullable
    String nameOf(String name, MeterTable meters) {
        MeterState meter = meters.get(name);
        if (meter != null) {
            return meter.meter;
        }
        AccountState account = accounts.get(name);
        if (account != null) {
            return account.account;
        }
        MeterState paidFor = metersOfAccount.any(name, _ -> true);
        if (paidFor != null) {
            return paidFor.account;
        }
        LocationState location = locations.get(name);
        return location == null ? null : location.location;
    }

    Found find(String name, MeterTable meters) {
        List<Hit> hits = new ArrayList<>();
        if (meters.get(name) != null) {
            hits.add(new Hit(Kind.METER, name, List.of(name)));
        }
        if (accounts.get(name) != null || metersOfAccount.has(name)) {
            hits.add(new Hit(Kind.ACCOUNT, name, inService(metersOfAccount, name)));
        }
        if (locations.get(name) != null) {
            hits.add(new Hit(Kind.LOCATION, name, inService(metersAtLocation, name)));
        }
        return new Found(hits);
    }

    static List<String> inService(MeterGroups groups, String name) {
        return groups.names(name, meter -> meter.seldom.replacedBy.isEmpty(), Found.METERS_MAX);
    }

    Optional<CustomerStatus> customer(String name) {
        return Optional.ofNullable(customers.get(name)).map(customer -> {
            List<String> names = new ArrayList<>();
            for (AccountState at = customer.newestAccount; at != null
                    && names.size() < Found.METERS_MAX; at = at.nextOfCustomer) {
                names.add(at.account);
            }
            names.sort(null);
            return new CustomerStatus(name, customer.isErased(), names);
        });
    }

    Optional<AccountStatus> account(String name) {
        AccountState account = accounts.get(name);
        List<String> meters = inService(metersOfAccount, name);
        if (account == null) {
            return metersOfAccount.has(name)
                    ? Optional.of(new AccountStatus(name, false, false, Optional.empty(), Optional.empty(),
                            AccountTerms.STANDARD, List.of(), meters))
                    : Optional.empty();
        }
        List<String> members = new ArrayList<>();
        for (AccountState at = account.newestMember(); at != null
                && members.size() < Found.METERS_MAX; at = at.nextMember()) {
            members.add(at.account);
        }
        members.sort(null);
        return Optional.of(new AccountStatus(name, true, account.closed,
                Optional.ofNullable(account.customer).map(customer -> customer.customer),
                Optional.ofNullable(account.master()).map(master -> master.account), account.terms, members, meters));
    }

    /** How an account is served; as one of which nothing was said if nobody opened it. */
    public AccountTerms terms(String name) {
        AccountState account = accounts.get(name);
        return account == null ? AccountTerms.STANDARD : account.terms;
    }

    /** Whether anybody opened it, or a meter has it. */
    public boolean isKnown(String name) {
        return accounts.get(name) != null || metersOfAccount.has(name);
    }

    public boolean isClosed(String name) {
        AccountState account = accounts.get(name);
        return account != null && account.closed;
    }

    private static @Nullable AccountState without(@Nullable AccountState newest, AccountState gone) {
        AccountState after = gone.nextOfCustomer;
        gone.nextOfCustomer = null;
        if (newest == gone) {
            return after;
        }
        AccountState at = newest;
        while (at != null && at.nextOfCustomer != gone) {
            at = at.nextOfCustomer;
        }
        Objects.requireNonNull(at, gone.account).nextOfCustomer = after;
        return newest;
    }

    private static @Nullable AccountState withoutMember(@Nullable AccountState newest, AccountState gone) {
        AccountState after = gone.nextMember();
        gone.rare().nextMember = null;
        if (newest == gone) {
            return after;
        }
        AccountState at = newest;
        while (at != null && at.nextMember() != gone) {
            at = at.nextMember();
        }
        Objects.requireNonNull(at, gone.account).rare().nextMember = after;
        return newest;
    }
}

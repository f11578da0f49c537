package io.wattle.headend.account;

import io.wattle.headend.account.PlainRow.PlainAccount;
import io.wattle.headend.account.PlainRow.PlainCustomer;
import io.wattle.headend.account.PlainRow.PlainLocation;
import io.wattle.ledger.Ledger;
import java.time.Instant;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.CustomerStatus;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Seals what is personal on its way to the ledger and opens it on its way out. A key is on disk before anything that is
 * sealed under it is journaled; a customer's key is destroyed when the ledger has said that they are forgotten, or at the
 * next start. Safe for use by many threads; waits for ledger and disk.
 */
public final class AccountOffice implements AutoCloseable {
    private static final String CUSTOMER = "customer ";
    private static final String LOCATION = "location ";
    private static final String BUYER = "buyer of cards ";

    private final Ledger ledger;
    private final CustomerKeys keys;
    private final Map<Unit.Kind, FlatRate> rates;

    private AccountOffice(Ledger ledger, CustomerKeys keys, Map<Unit.Kind, FlatRate> rates) {
        this.ledger = ledger;
        this.keys = keys;
        this.rates = Map.copyOf(rates);
    }

    /** Opens the keys, and destroys those of customers who were being forgotten when the last process ended. */
    public static AccountOffice open(CustomersConfig config, Ledger ledger, Map<Unit.Kind, FlatRate> rates) {
        CustomerKeys keys = CustomerKeys.open(config);
        keys.remove(ledger.ask(view -> view.accounts().erasedCustomers())
                .join()
                .stream()
                .map(name -> CUSTOMER + name)
                .toList());
        return new AccountOffice(ledger, keys, rates);
    }

    /** What closing an account would come to, in each currency that something is sold in. */
    public List<FinalBalance> finalBalances(LedgerView view, String account, Instant now) {
        return rates.values()
                .stream()
                .map(FlatRate::currency)
                .distinct()
                .sorted()
                .map(currency -> view.accounts().finalBalance(account, currency, rates, now))
                .toList();
    }

    /** The row as the ledger checks it, with nothing personal in it. */
    public static AccountRow unsealed(PlainRow row) {
        return new AccountRow(row.customer().map(one -> new CustomerData(one.customer(), Sealed.NOTHING)),
                row.account()
                        .map(one -> new AccountData(one.account(), one.customer(), one.master(), one.terms(),
                                Sealed.NOTHING)),
                row.location().map(one -> new LocationData(one.location(), Sealed.NOTHING)), row.meter());
    }

    /** Which part of a row has more that is personal than is kept; empty if none has. */
    public static Optional<TooLong> tooLong(PlainRow row) {
        return row.customer()
                .flatMap(one -> tooLong("customer", PersonalText.of(one.person())))
                .or(() -> row.account().flatMap(one -> tooLong("account", PersonalText.of(one.residence()))))
                .or(() -> row.location().flatMap(one -> tooLong("location", PersonalText.of(one.address()))));
    }

    /** A part of a row that is too long, in bytes of UTF-8. */
    public record TooLong(String part, int bytes, int bytesMax) {}

    private static Optional<TooLong> tooLong(String part, byte[] plain) {
        int most = Sealed.BYTES_MAX - Aes.OVERHEAD_BYTES;
        return plain.length > most ? Optional.of(new TooLong(part, plain.length, most)) : Optional.empty();
    }

    /**
     * Seals rows, in their order.
     *
     * @throws IllegalArgumentException if one is {@link #tooLong}
     */
    public List<AccountRow> seal(List<PlainRow> rows) {
        Set<String> subjects = new HashSet<>();
        for (PlainRow row : rows) {
            row.customer().ifPresent(customer -> subjects.add(CUSTOMER + customer.customer()));
            row.location().ifPresent(location -> subjects.add(LOCATION + location.location()));
            row.account()
                    .filter(account -> !account.residence().equals(Residence.NOTHING))
                    .flatMap(PlainAccount::customer)
                    .ifPresent(customer -> subjects.add(CUSTOMER + customer));
        }
        subjects.removeAll(erased(subjects));
        Map<String, byte[]> found = keys.findOrMake(subjects);
        try {
            return rows.stream()
                    .map(row -> new AccountRow(row.customer().map(one -> seal(one, found)),
                            row.account().map(one -> seal(one, found)), row.location().map(one -> seal(one, found)),
                            row.meter()))
                    .toList();
        } finally {
            found.values().forEach(key -> Arrays.fill(key, (byte) 0));
        }
    }

    /** Words about a customer, or nothing if there are none. */
    public Sealed sealWords(String customer, String words) {
        String subject = CUSTOMER + customer;
        if (words.isEmpty() || !erased(Set.of(subject)).isEmpty()) {
            return Sealed.NOTHING;
        }
        return sealed(keys.findOrMake(Set.of(subject)), subject, "words", PersonalText.of(words));
    }

    /** The name of who buys these cards, sealed under a key of its own: cards belong to their bearer, and to no customer. */
    public Sealed sealBuyer(CardRange cards, String name) {
        String subject = BUYER + cards;
        return sealed(keys.findOrMake(Set.of(subject)), subject, "buyer", PersonalText.of(name));
    }

    /** Empty once it was forgotten. */
    public Optional<String> buyer(CardRange cards, byte[] sealed) {
        return open(BUYER + cards, "buyer", sealed).map(PersonalText::text);
    }

    /** Forgets who bought cards, for good: the key first, so that nothing is said to be forgotten which is not. */
    public Outcome forgetBuyer(Origin by, String key, CardRange cards, String reason) {
        keys.remove(Set.of(BUYER + cards));
        return ledger.submit(new CardCommand.ForgetCardBuyer(by, key, cards, reason)).join();
    }

    /** Empty if the customer is forgotten, or nothing was sealed. */
    public Optional<Person> person(String customer, byte[] sealed) {
        return open(CUSTOMER + customer, "person", sealed).map(PersonalText::person);
    }

    /** As {@link #person}. */
    public Optional<Residence> residence(String customer, String account, byte[] sealed) {
        return open(CUSTOMER + customer, "account " + account, sealed).map(PersonalText::residence);
    }

    /** As {@link #person}. */
    public Optional<String> words(String customer, byte[] sealed) {
        return open(CUSTOMER + customer, "words", sealed).map(PersonalText::text);
    }

    /** Empty if there is none. */
    public Optional<String> address(String location, byte[] sealed) {
        return open(LOCATION + location, "address", sealed).map(PersonalText::text);
    }

    /** Forgets a customer for good: once this answers anything but a refusal, their key is gone. */
    public Outcome erase(Origin by, String customer, String reason) {
        Outcome outcome = ledger.submit(new AccountCommand.EraseCustomer(by, customer, reason)).join();
        if (!(outcome instanceof Outcome.Refused)) {
            keys.remove(Set.of(CUSTOMER + customer));
        }
        return outcome;
    }

    @Override
    public void close() {
        keys.close();
    }

    /** For these no key is made any more; the ledger refuses what is said about them. */
    private Set<String> erased(Set<String> subjects) {
        List<String> customers = subjects.stream()
                .filter(subject -> subject.startsWith(CUSTOMER))
                .map(subject -> subject.substring(CUSTOMER.length()))
                .toList();
        return ledger.ask(view -> customers.stream()
                .filter(name -> view.accounts().customer(name).filter(CustomerStatus::erased).isPresent())
                .map(name -> CUSTOMER + name)
                .collect(Collectors.toSet())).join();
    }

    private static CustomerData seal(PlainCustomer one, Map<String, byte[]> found) {
        return new CustomerData(one.customer(),
                sealed(found, CUSTOMER + one.customer(), "person", PersonalText.of(one.person())));
    }

    private static AccountData seal(PlainAccount one, Map<String, byte[]> found) {
        Sealed personal = one.customer().isEmpty() || one.residence().equals(Residence.NOTHING)
                ? Sealed.NOTHING
                : sealed(found, CUSTOMER + one.customer().get(), "account " + one.account(),
                        PersonalText.of(one.residence()));
        return new AccountData(one.account(), one.customer(), one.master(), one.terms(), personal);
    }

    private static LocationData seal(PlainLocation one, Map<String, byte[]> found) {
        return new LocationData(one.location(),
                sealed(found, LOCATION + one.location(), "address", PersonalText.of(one.address())));
    }

    private static Sealed sealed(Map<String, byte[]> found, String subject, String context, byte[] plain) {
        byte[] key = found.get(subject);
        return key == null ? Sealed.NOTHING : Sealed.of(Aes.seal(key, subject + "\n" + context, plain));
    }

    private Optional<byte[]> open(String subject, String context, byte[] sealed) {
        if (sealed.length == 0) {
            return Optional.empty();
        }
        return keys.find(subject).flatMap(key -> {
            try {
                return Aes.open(key, subject + "\n" + context, sealed);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        });
    }
}

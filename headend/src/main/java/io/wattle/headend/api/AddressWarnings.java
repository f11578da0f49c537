package io.wattle.headend.api;

import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.account.Residence;
import io.wattle.headend.store.AccountTables;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.state.LedgerView;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Says where the address of an account is not that of the location of its meters. Safe for use by many threads. */
final class AddressWarnings {
    private final Ledger ledger;
    private final AccountTables tables;
    private final AccountOffice office;

    AddressWarnings(Ledger ledger, AccountTables tables, AccountOffice office) {
        this.ledger = ledger;
        this.tables = tables;
        this.office = office;
    }

    /** One for each location of the account's meters whose address is another one. */
    List<String> ofAccount(String account, String address) {
        return ledger.ask(view -> locations(view, account))
                .join()
                .stream()
                .filter(location -> differs(address, tables.location(location)
                        .flatMap(row -> office.address(location, row.address()))))
                .map(location -> warning(account, location))
                .toList();
    }

    /** One for each account with a meter at the location whose address is another one. */
    List<String> ofLocation(String location, String address) {
        return ledger.ask(view -> accounts(view, location))
                .join()
                .stream()
                .filter(account -> differs(address, residence(account).map(Residence::address)))
                .map(account -> warning(account, location))
                .toList();
    }

    /** What is personal about an account; empty if nothing was said, or its customer is forgotten. */
    Optional<Residence> residence(String account) {
        return tables.account(account)
                .filter(row -> row.customer() != null)
                .flatMap(row -> office.residence(Objects.requireNonNull(row.customer()), account, row.personal()));
    }

    private static List<String> locations(LedgerView view, String account) {
        return view.accounts()
                .account(account)
                .map(AccountStatus::meters)
                .orElse(List.of())
                .stream()
                .flatMap(meter -> view.accounts().premises(meter).flatMap(Premises::location).stream())
                .distinct()
                .toList();
    }

    private static List<String> accounts(LedgerView view, String location) {
        Stream<String> meters = view.accounts()
                .find(location)
                .hits()
                .stream()
                .filter(hit -> hit.kind() == Found.Kind.LOCATION)
                .flatMap(hit -> hit.meters().stream());
        return meters.flatMap(meter -> view.accounts().premises(meter).map(Premises::account).stream())
                .distinct()
                .toList();
    }

    /** Case, blanks and punctuation do not make another address; what was never said differs from nothing. */
    private static boolean differs(String one, Optional<String> other) {
        String here = plain(one);
        String there = plain(other.orElse(""));
        return !here.isEmpty() && !there.isEmpty() && !here.equals(there);
    }

    private static String plain(String address) {
        return address.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Punct}]+", " ").strip();
    }

    private static String warning(String account, String location) {
        return "the address of account " + account + " is not that of location " + location;
    }
}

package io.wattle.headend.api;

import io.wattle.headend.api.BalanceAnswer.LimitAnswer;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.account.Person;
import io.wattle.headend.account.Residence;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.api.AccountAnswers.AccountAnswer;
import io.wattle.headend.api.AccountAnswers.PlaceAnswer;
import io.wattle.headend.api.AccountAnswers.TariffAnswer;
import io.wattle.headend.api.AccountAnswers.UnitsAnswer;
import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.headend.store.AccountTables;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.state.MeterStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All of an account at a glance: whose it is, what it has, its meters where they are, and the tariffs that they are on. */
final class AccountPage {
    /** Of more only the names are said; each has a page of its own. */
    private static final int PLACES_MAX = 50;
    private final Ledger ledger;
    private final AccountTables tables;
    private final AccountOffice office;
    private final AddressWarnings addresses;
    private final InstantSource clock;

    /** What the ledger knows, as of one moment. */
    private record Glance(AccountStatus status, List<FinalBalance> balances, List<UnitsAnswer> units,
            List<PlaceAnswer> places, List<TariffAnswer> tariffs) {}

    AccountPage(ApiSources sources, AddressWarnings addresses) {
        this.ledger = sources.ledger();
        this.tables = sources.store().accounts();
        this.office = sources.accounts();
        this.addresses = addresses;
        this.clock = sources.clock();
    }

    Answer of(String name) {
        Instant now = clock.instant();
        Optional<Glance> found = ledger
                .ask(view -> view.accounts().account(name).map(status -> glance(view, status, now)))
                .join();
        if (found.isEmpty()) {
            return Answer.of(Problem.notFound("account", name));
        }
        Glance glance = found.get();
        Optional<Residence> residence = addresses.residence(name);
        Optional<Person> person = glance.status()
                .customer()
                .flatMap(customer -> tables.customer(customer)
                        .flatMap(row -> office.person(customer, row.personal())));
        return Answer.ok(AccountAnswer.of(glance.status(), person.map(Person::name).orElse(null),
                AccountBalances.of(glance.balances()), glance.units(), glance.places(), glance.tariffs(),
                residence.map(Residence::address).orElse(null), residence.map(Residence::notes).orElse(null),
                residence.map(some -> addresses.ofAccount(name, some.address())).orElse(List.of())));
    }

    private Glance glance(LedgerView view, AccountStatus status, Instant now) {
        List<FinalBalance> balances = office.finalBalances(view, status.account(), now);
        List<Premises> meters = status.meters()
                .stream()
                .limit(PLACES_MAX)
                .flatMap(meter -> view.accounts().premises(meter).stream())
                .toList();
        return new Glance(status, balances, units(view, status, now),
                meters.stream().map(one -> place(view, one)).toList(),
                tariffs(view, status.terms(), meters, balances, now));
    }

    /** What the account has in units here: one balance of each service. */
    private static List<UnitsAnswer> units(LedgerView view, AccountStatus status, Instant now) {
        List<String> here = view.serverMetersOf(status.account())
                .stream()
                .flatMap(meter -> view.serverBalance(meter, now).stream())
                .map(balance -> balance.balance().unit().code())
                .distinct()
                .toList();
        return Stream.of(Unit.WATT_HOUR, Unit.LITRE, Unit.GAS_LITRE)
                .map(unit -> new UnitsAnswer(service(unit), unit.code(), view
                        .balance(new AccountKey(
                                AccountType.SERVER_UNITS, status.account(), unit))
                        .value()))
                .filter(one -> one.amount() != 0 || here.contains(one.unit()))
                .toList();
    }

    private static PlaceAnswer place(LedgerView view, Premises premises) {
        MeterStatus meter = view.meter(premises.meter()).orElseThrow();
        return new PlaceAnswer(premises.meter(), service(meter.registerUnit()), premises.location().orElse(null),
                premises.traits().mode().name(), premises.traits().com(), premises.traits().vending(),
                view.limitOf(premises.meter()).map(LimitAnswer::of).orElse(null));
    }

    private static List<TariffAnswer> tariffs(LedgerView view, AccountTerms terms, List<Premises> meters,
            List<FinalBalance> balances, Instant now) {
        return meters.stream()
                .flatMap(one -> view.meter(one.meter()).stream())
                .map(meter -> meter.registerUnit().kind())
                .distinct()
                .flatMap(service -> balances.stream()
                        .flatMap(one -> view.tariffFor(service, one.currency(), now, terms.customerClass(),
                                terms.subClass()).stream()))
                .map(plan -> new TariffAnswer(service(plan.unit()), plan.name(), plan.version(), plan.currency(),
                        TariffAnswers.overview(plan, LocalDate.ofInstant(now, plan.zone()),
                                new ClassName(terms.customerClass(), terms.subClass()))))
                .toList();
    }

    private static String service(Unit unit) {
        return Service.of(unit.kind()).name();
    }
}

package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.AccountDesk.account;
import static io.wattle.ledger.decide.AccountDesk.assign;
import static io.wattle.ledger.decide.AccountDesk.close;
import static io.wattle.ledger.decide.AccountDesk.customer;
import static io.wattle.ledger.decide.AccountDesk.erase;
import static io.wattle.ledger.decide.AccountDesk.location;
import static io.wattle.ledger.decide.AccountDesk.meter;
import static io.wattle.ledger.decide.AccountDesk.save;
import static io.wattle.ledger.decide.AccountDesk.synchronise;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.Decision;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of accounts over random histories. */
class AccountLawsTest {
    private static final List<String> ACCOUNTS = List.of("x1", "x2", "x3", "x4");
    private static final List<String> METERS = List.of("m1", "m2", "m3");

    record Step(Does does, int one, int two, int three) {}

    enum Does {
        CUSTOMER, ACCOUNT, MASTER, LOCATION, METER, CLOSE, ERASE, SYNCHRONISE, ASSIGN, PAY
    }

    @Property(tries = 300)
    void shouldRelateAccountsAndNeverCopyThemF125(@ForAll("steps") List<Step> steps) throws IOException {
        Desk desk = desk();
        for (int i = 0; i < steps.size(); i++) {
            Map<String, Optional<AccountStatus>> before = statuses(desk);
            Map<AccountKey, Long> money = money(desk);
            Decision decision = desk.tell(command(steps.get(i), "k" + i, desk));
            Set<String> named = named(decision);
            ACCOUNTS.stream()
                    .filter(name -> !named.contains(name))
                    .forEach(name -> assertThat(terms(desk, name))
                            .isEqualTo(Objects.requireNonNull(before.get(name))
                                    .filter(AccountStatus::opened)
                                    .map(AccountStatus::terms)));
            if (isAboutPeopleAlone(decision)) {
                assertThat(money(desk)).isEqualTo(money);
            }
            requireFound(desk);
        }
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    private static Optional<AccountTerms> terms(Desk desk, String name) {
        return desk.state.accounts().account(name).filter(AccountStatus::opened).map(AccountStatus::terms);
    }

    /** Each meter is found by its account and its location, and by no other. */
    private static void requireFound(Desk desk) {
        for (String meter : METERS) {
            var premises = desk.state.accounts().premises(meter).orElseThrow();
            assertThat(desk.state.accounts().account(premises.account()).orElseThrow().meters()).contains(meter);
            ACCOUNTS.stream()
                    .filter(name -> !name.equals(premises.account()))
                    .forEach(name -> assertThat(desk.state.accounts().find(name).meters()).doesNotContain(meter));
            for (String location : List.of("l1", "l2")) {
                assertThat(desk.state.accounts().find(location).meters().contains(meter))
                        .isEqualTo(premises.location().filter(location::equals).isPresent());
            }
        }
    }

    private static Map<String, Optional<AccountStatus>> statuses(Desk desk) {
        Map<String, Optional<AccountStatus>> statuses = new HashMap<>();
        ACCOUNTS.forEach(name -> statuses.put(name, desk.state.accounts().account(name)));
        return statuses;
    }

    private static Map<AccountKey, Long> money(Desk desk) {
        Map<AccountKey, Long> money = new HashMap<>();
        desk.state.book.forEach((account, balance) -> money.put(account, balance));
        return money;
    }

    private static Set<String> named(Decision decision) {
        Set<String> named = new HashSet<>();
        if (decision instanceof Decision.Accept accept) {
            for (Fact fact : accept.facts()) {
                switch (fact) {
                    case AccountFact.AccountSaved f -> named.add(f.account().account());
                    case AccountFact.AccountsSynchronised f -> named.addAll(f.accounts());
                    case PremisesFact.MeterAssigned f -> named.add(f.account());
                    default -> {
                    }
                }
            }
        }
        return named;
    }

    private static boolean isAboutPeopleAlone(Decision decision) {
        return decision instanceof Decision.Accept accept && accept.facts()
                .stream()
                .allMatch(fact -> fact instanceof AccountFact || fact instanceof PremisesFact);
    }

    private static Desk desk() {
        Desk desk = new Desk();
        METERS.forEach(meter -> desk.tell(Desk.register(meter)));
        return desk;
    }

    private static Command command(Step step, String key, Desk desk) {
        String account = ACCOUNTS.get(step.one());
        String other = ACCOUNTS.get(step.two());
        String customer = "c" + step.three();
        String meter = METERS.get(step.two() % METERS.size());
        return switch (step.does()) {
            case CUSTOMER -> save(customer(customer, "name " + step.one()));
            case ACCOUNT ->
                save(customer(customer, "Ada"), account(account, customer, "", AccountDesk.terms("t", step.two())));
            case MASTER -> save(account(account, "", "", AccountDesk.terms("u", step.three())),
                    account(other, "", account, AccountDesk.terms("v", step.three())));
            case LOCATION -> save(location("l" + (1 + step.three() % 2), "road " + step.one()));
            case METER -> save(location("l1", "road"), meter(meter, step.one() % 2 == 0 ? "l1" : "l2", true));
            case CLOSE -> close(key, account, step.three() == 0 ? other : "");
            case ERASE -> erase(customer);
            case SYNCHRONISE -> synchronise(desk, key, account, SyncField.THRESHOLD_DAYS, SyncField.CUSTOMER_CLASS);
            case ASSIGN -> assign(meter, account);
            case PAY -> new Command.TakePayment(Desk.BY, key, meter, new Money(1 + step.one(), "USD"));
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators
                .combine(Arbitraries.of(Does.values()), Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}

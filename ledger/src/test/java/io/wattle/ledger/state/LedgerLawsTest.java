package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.EntryCodec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of every history, legal or not. */
class LedgerLawsTest {

    @Property(tries = 300)
    void shouldReachTheSameStateByReplayAndKeepTheBook(@ForAll("histories") List<Command> history) {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        history.forEach(desk::tell);

        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        assertThat(replayed.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(sums(desk.state)).allSatisfy((unit, sum) -> assertThat(sum).isZero());
        assertThat(desk.state.book.balances()).allSatisfy((account, balance) -> {
            if (account.type() == AccountType.WALLET || account.type() == AccountType.CREDIT_IN_TRANSIT) {
                assertThat(balance).isNotNegative();
            }
        });
        confirmedAtMostOnce(desk.entries);
        assertThat(unitsUnderWay(desk.state)).isEqualTo(desk.balance(AccountType.CREDIT_IN_TRANSIT, Desk.METER));
    }

    private static Map<Unit, Long> sums(LedgerState state) {
        Map<Unit, Long> sums = new HashMap<>();
        for (Map.Entry<AccountKey, Long> one : state.book.balances().entrySet()) {
            sums.merge(one.getKey().unit(), one.getValue(), Math::addExact);
        }
        return sums;
    }

    private static void confirmedAtMostOnce(List<LedgerEntry> entries) {
        Set<String> confirmed = new TreeSet<>();
        entries.stream().flatMap(entry -> entry.facts().stream()).forEach(fact -> {
            if (fact instanceof Fact.CreditConfirmed one) {
                assertThat(confirmed.add(one.creditId())).as(one.creditId()).isTrue();
            }
        });
    }

    private static long unitsUnderWay(LedgerState state) {
        return state.openCredits().stream().mapToLong(credit -> credit.amount().value()).sum();
    }

    /** Few names and small numbers, so that commands meet. */
    @Provide
    Arbitrary<List<Command>> histories() {
        Arbitrary<String> keys = Arbitraries.of("k1", "k2", "k3", "k4", "k5");
        Arbitrary<String> credits = Arbitraries.integers().between(2, 14).map(n -> "C-" + n);
        Arbitrary<Integer> attempts = Arbitraries.integers().between(1, 2);
        Arbitrary<Command.Answer> answers = Arbitraries.of(Command.Answer.values());
        Arbitrary<Long> units = Arbitraries.longs().between(0, 20).map(n -> n * 500);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(1, 60);
        return Arbitraries.oneOf(List.of(
                keys.flatMap(key -> Arbitraries.longs().between(1, 3).map(n -> Desk.pay(key, n * 100))),
                credits.map(Desk::start), credits.map(Desk::start),
                credits.flatMap(id -> attempts.flatMap(n -> answers.map(a -> Desk.settle(id, n, a)))),
                credits.flatMap(id -> attempts.map(n -> Desk.requeue(id, n))),
                minutes.flatMap(at -> units.flatMap(reg -> units.map(left -> Desk.reading(at, reg, left)))),
                minutes.flatMap(at -> units.flatMap(
                        reg -> Arbitraries.of(Supply.values()).map(s -> Desk.reading(at, reg, s)))),
                Arbitraries.of(Desk.warn(), Desk.order(Supply.OFF), Desk.order(Supply.ON)),
                Arbitraries.integers()
                        .between(2, 14)
                        .flatMap(n -> answers.map(a -> Desk.settle("S-" + n, a)))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}

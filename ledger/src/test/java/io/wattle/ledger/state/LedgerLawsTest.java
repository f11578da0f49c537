package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.EntryCodec;

import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EXPIRED_CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.quantity.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Laws of every history, legal or not. */
class LedgerLawsTest {

    /** A command, some days after the one before. */
    record Step(int days, Command command) {}

    @Property(tries = 300)
    void shouldReachTheSameStateByReplayAndKeepTheBook(@ForAll("histories") List<Step> history) {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        history.forEach(step -> {
            desk.elapsed = desk.elapsed.plusDays(step.days());
            desk.tell(later(step.command(), desk.elapsed));
        });

        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        assertThat(replayed.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(sums(desk.state)).allSatisfy((unit, sum) -> assertThat(sum).isZero());
        assertThat(desk.state.book.balances()).allSatisfy((account, balance) -> assertThat(balance)
                .isBetween(desk.state.book.least(account), desk.state.book.greatest(account)));
        confirmedAtMostOnce(desk.entries);
        assertThat(units(desk.state.openCredits())).isEqualTo(desk.balance(CREDIT_IN_TRANSIT, Desk.METER));
        assertThat(units(desk.state.expiredCredits())).isEqualTo(desk.balance(EXPIRED_CREDIT, Desk.METER));
        eachKeyOnceWhileItIsKept(desk);
        assertThat(desk.state.openFindings()).extracting(finding -> finding.raised().findingId())
                .containsExactlyElementsOf(neverEnded(desk.entries));
    }

    /** A meter's clock goes on, too. */
    private static Command later(Command command, Duration elapsed) {
        return command instanceof Command.RecordReading(var origin, var meter, var reading)
                ? new Command.RecordReading(origin, meter, new Reading(reading.takenAt().plus(elapsed),
                        reading.register(), reading.balance(), reading.supply()))
                : command;
    }

    private static void eachKeyOnceWhileItIsKept(Desk desk) {
        Deque<String> kept = new ArrayDeque<>();
        Map<String, Instant> used = new HashMap<>();
        for (LedgerEntry entry : desk.entries) {
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.Forgotten forgotten) {
                    for (int i = 0; i < forgotten.keys(); i++) {
                        assertThat(used.getOrDefault(kept.remove(), Instant.MAX))
                                .isBefore(entry.time().minus(Desk.RULES.keyHorizon()));
                    }
                }
            }
            entry.key().ifPresent(key -> {
                assertThat(kept).doesNotContain(key);
                kept.add(key);
                used.put(key, entry.time());
            });
        }
        assertThat(desk.state.keys.size()).isEqualTo(kept.size());
    }

    private static List<String> neverEnded(List<LedgerEntry> entries) {
        Set<String> open = new LinkedHashSet<>();
        entries.stream().flatMap(entry -> entry.facts().stream()).forEach(fact -> {
            if (fact instanceof Fact.FindingRaised raised) {
                open.add(raised.findingId());
            } else if (fact instanceof Fact.FindingClosed closed) {
                open.remove(closed.findingId());
            }
        });
        return List.copyOf(open);
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

    private static long units(List<CreditStatus> credits) {
        return credits.stream().mapToLong(credit -> credit.amount().value()).sum();
    }

    /** Few names and small numbers, so that commands meet. */
    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<String> keys = Arbitraries.of("k1", "k2", "k3", "k4", "k5");
        Arbitrary<String> credits = Arbitraries.integers().between(2, 14).map(n -> "C-" + n);
        Arbitrary<Integer> attempts = Arbitraries.integers().between(1, 2);
        Arbitrary<Command.Answer> answers = Arbitraries.of(Command.Answer.values());
        Arbitrary<Long> units = Arbitraries.longs().between(0, 20).map(n -> n * 500);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(1, 60);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        Arbitrary<Long> money = Arbitraries.longs().between(-5, 5).map(n -> n * 100);
        Arbitrary<Command> commands = Arbitraries.oneOf(List.of(
                keys.flatMap(key -> Arbitraries.longs().between(1, 3).map(n -> Desk.pay(key, n * 100))),
                credits.map(Desk::start), credits.map(Desk::start),
                credits.flatMap(id -> attempts.flatMap(n -> answers.map(a -> Desk.settle(id, n, a)))),
                credits.flatMap(id -> attempts.map(n -> Desk.requeue(id, n))),
                credits.flatMap(id -> either.map(inMeter -> Desk.decideCredit(id, inMeter))),
                minutes.flatMap(at -> units.flatMap(reg -> units.map(left -> Desk.reading(at, reg, left)))),
                minutes.flatMap(at -> units.flatMap(
                        reg -> Arbitraries.of(Supply.values()).map(s -> Desk.reading(at, reg, s)))),
                Arbitraries.of(Desk.warn(), Desk.order(Supply.OFF), Desk.order(Supply.ON), Desk.tend()),
                Arbitraries.integers()
                        .between(2, 14)
                        .flatMap(n -> either.map(fraud -> Desk.decideFinding("F-" + n + "-1", fraud))),
                keys.flatMap(key -> money.map(most -> Desk.overdraft(key, most))),
                keys.flatMap(key -> money.filter(n -> n != 0).map(n -> Desk.correct(key, 1, n))),
                Arbitraries.integers()
                        .between(2, 14)
                        .flatMap(n -> answers.map(a -> Desk.settle("S-" + n, a)))));
        Arbitrary<Integer> days = Arbitraries.frequency(Tuple.of(20, 0), Tuple.of(2, 31), Tuple.of(1, 401));
        return days.flatMap(n -> commands.map(command -> new Step(n, command))).list().ofMinSize(1).ofMaxSize(60);
    }
}

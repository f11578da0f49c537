package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Supply;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;

/** Random histories of one meter. Few names and small numbers, so that commands meet. */
public final class Histories implements ArbitrarySupplier<List<Command>> {

    @Override
    public Arbitrary<List<Command>> get() {
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

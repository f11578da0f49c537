package io.wattle.ledger.decide;

import io.wattle.ledger.decide.Histories.Step;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.token.TokenOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Tuple;

/** Random histories of one meter, through years. Few names and small numbers, so that commands meet. */
public final class Histories implements ArbitrarySupplier<List<Step>> {

    /** A command, some days after the one before. */
    public record Step(int days, Command command) {}

    @Override
    public Arbitrary<List<Step>> get() {
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
                        .flatMap(n -> answers.map(a -> Desk.settle("S-" + n, a))),
                Arbitraries.of(2014, 2014, 2014, 1993).map(base -> Tokens.set(Tokens.terms(2, 255, base))),
                Arbitraries.integers().between(2, 14).flatMap(n -> keys.map(key -> Tokens.credit(key, "C-" + n))),
                keys.flatMap(key -> Arbitraries.of(TokenOrder.Kind.values()).map(kind -> Tokens.act(key, kind, 0))),
                keys.flatMap(key -> Arbitraries.integers()
                        .between(0, 3)
                        .map(type -> Tokens.keyChange(key, Tokens.terms(type, 255, 2014)))),
                Arbitraries.integers()
                        .between(2, 24)
                        .flatMap(n -> Arbitraries.of(Tokens.made("T-" + n), Tokens.refused("T-" + n)))));
        Arbitrary<Integer> days = Arbitraries.frequency(Tuple.of(20, 0), Tuple.of(2, 31), Tuple.of(1, 401));
        return days.flatMap(n -> commands.map(command -> new Step(n, command))).list().ofMinSize(1).ofMaxSize(60);
    }
}

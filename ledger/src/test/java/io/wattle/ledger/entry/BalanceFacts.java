package io.wattle.ledger.entry;

import io.wattle.ledger.balance.Carry;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.Share;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any facts about balances that live here, for tests. */
final class BalanceFacts {

    private BalanceFacts() {}

    static Arbitrary<Fact> any(Arbitrary<String> names, Arbitrary<String> texts, Arbitrary<Instant> instants) {
        Arbitrary<LocalDate> days = Arbitraries.longs().between(0, 100_000).map(LocalDate::ofEpochDay);
        Arbitrary<ZoneId> zones = Arbitraries.of("UTC", "Africa/Nairobi", "+05:30").map(ZoneId::of);
        Arbitrary<Unit> units = Arbitraries.of(Unit.WATT_HOUR, Unit.LITRE, Unit.money("USD"));
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<Integer> integers = Arbitraries.integers();
        Arbitrary<Money> monies = longs.map(minor -> new Money(minor, "USD"));
        Arbitrary<UsagePoint> points = points(instants);
        Arbitrary<List<Share>> shares = shares(names).list().ofMaxSize(3);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(names, units, zones, days).as(BalanceFact.BalanceKept::new),
                Combinators.combine(names, points).as(BalanceFact.UsageRead::new),
                Combinators.combine(names, names.list().ofMaxSize(3)).as(BalanceFact.DeductionsReversed::new),
                Combinators.combine(names, deductions(names, points, shares)).as(BalanceFact.UsageDeducted::new),
                Combinators.combine(names, days, days, monies, shares).as(BalanceFact.DayCharged::new),
                Combinators.combine(names, names, monies).as(BalanceFact.BalancePaid::new),
                Combinators.combine(names, names, Arbitraries.of(GrantKind.values()), longs, longs, texts)
                        .as((meter, id, kind, amount, owed, reason) -> new BalanceFact.CreditGranted(meter, id, kind,
                                new Energy(amount), owed, reason)),
                Combinators.combine(names, integers).as(BalanceFact.WarningDaysSet::new),
                Combinators.combine(names, longs, Arbitraries.of(true, false), texts).as(BalanceFact.LimitOrdered::new),
                Combinators.combine(names, Arbitraries.of(Command.Answer.values()), texts)
                        .as(BalanceFact.LimitAnswered::new),
                Combinators.combine(names, texts).as(BalanceFact.LimitWithdrawn::new)));
    }

    private static Arbitrary<UsagePoint> points(Arbitrary<Instant> instants) {
        return Combinators.combine(instants, Arbitraries.longs().greaterOrEqual(0), Arbitraries.of(Quality.values()))
                .as(UsagePoint::new);
    }

    private static Arbitrary<Share> shares(Arbitrary<String> names) {
        return Combinators.combine(Arbitraries.of(true, false), names, Arbitraries.longs()).as(Share::new);
    }

    private static Arbitrary<Deduction> deductions(Arbitrary<String> names, Arbitrary<UsagePoint> points,
            Arbitrary<List<Share>> shares) {
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<UsageLine> lines = Combinators
                .combine(names, Arbitraries.of(QuoteLine.Kind.values()), names, longs, longs, longs)
                .as(UsageLine::new);
        Arbitrary<Carry> carries = Combinators.combine(longs, longs,
                Combinators.combine(names, longs).as(Carry.TaxCarry::new).list().ofMaxSize(2),
                longs.optional().map(some -> some.map(OptionalLong::of).orElse(OptionalLong.empty())))
                .as(Carry::new);
        return Combinators.combine(names, points, points, longs, shares, lines.list().ofMaxSize(3), carries,
                Arbitraries.of(true, false))
                .as((id, from, to, used, who, how, after, estimated) -> new Deduction(id, from, to, used,
                        new Money(used, "USD"), who, how, after, estimated));
    }
}

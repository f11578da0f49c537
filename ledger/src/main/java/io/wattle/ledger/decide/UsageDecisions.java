package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CONSUMED;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.SERVER_UNITS;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.balance.Carry;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.Share;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.FindingState;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.state.UsageSeries;
import io.wattle.ledger.tariff.FlatRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what a reading deducts from a balance that lives here. What was deducted between two readings stands as long as
 * the two follow one another and nothing before them has changed; else it is given back and priced anew, as it would have
 * been if all readings had come in their order and right.
 */
final class UsageDecisions {
    /** So far below zero, and so far above, no balance is ever taken: sums stay far inside a long. */
    private static final long BALANCE_MAX = 1_000 * Wellformed.VALUE_MAX;
    /** A clock that says less was never set; and no calendar has to be asked about the beginning of time. */
    static final Instant EARLIEST = Instant.EPOCH;
    /** Names of up to 320 bytes: then the entry stays inside a record of the journal. */
    private static final int PARTS_MAX = 150;
    private final Map<Unit.Kind, FlatRate> rates;

    /** The facts, or why there are none. */
    sealed interface Counted permits Facts, NotCounted {}

    record Facts(List<Fact> facts) implements Counted {}

    record NotCounted(Refuse why) implements Counted {}

    UsageDecisions(Map<Unit.Kind, FlatRate> rates) {
        this.rates = rates;
    }

    /** A reading that the meter itself gave, and that counts. What cannot be deducted now, the next reading will show. */
    List<Fact> ofMeter(ServerMeter server, MeterState meter, LedgerState state, UsagePoint point, long sequence) {
        boolean known = server.series()
                .at(point.takenAt())
                .filter(kept -> kept.point().quality().isReal())
                .isPresent();
        boolean follows = server.series().isNewest(point.takenAt())
                || server.series().refused(point, meter.terms().registerModulus()).isEmpty();
        if (known || !follows || point.takenAt().isBefore(EARLIEST)) {
            return List.of();
        }
        return switch (counted(server, meter, state, point, sequence)) {
            case Facts(List<Fact> facts) -> withEvidence(facts, notDeducted(server, state));
            case NotCounted(Refuse why) -> notDeducted(server, state).isPresent()
                    ? List.of()
                    : List.of(new Fact.FindingRaised(server.meter, "F-" + sequence + "-usage",
                            Fact.FindingKind.USAGE_NOT_DEDUCTED, Optional.empty(), why.detail()
                                    + ": the reading is kept, and the next one that can be priced deducts all of it"));
        };
    }

    /** That there is one is said once. */
    private static Optional<FindingState> notDeducted(ServerMeter server, LedgerState state) {
        return state.findings.of(server.meter)
                .stream()
                .filter(one -> one.isOpen() && one.raised.kind() == Fact.FindingKind.USAGE_NOT_DEDUCTED)
                .findFirst();
    }

    private static List<Fact> withEvidence(List<Fact> facts, Optional<FindingState> open) {
        List<Fact> all = new ArrayList<>(facts);
        open.ifPresent(one -> all.add(new Fact.FindingClosed(one.raised.meter(), one.raised.findingId(),
                Fact.FindingClosing.EVIDENCE, "a later reading was deducted, with all that was used since")));
        return all;
    }

    /** One that fits. */
    Counted counted(ServerMeter server, MeterState meter, LedgerState state, UsagePoint point, long sequence) {
        UsagePricing pricing = new UsagePricing(server, meter, state, rates);
        List<UsagePoint> points = server.series().after(point);
        List<Deduction> kept = new ArrayList<>();
        List<Deduction> priced = new ArrayList<>();
        Carry before = server.series().start();
        for (int i = 1; i < points.size(); i++) {
            UsagePoint from = points.get(i - 1);
            UsagePoint to = points.get(i);
            Optional<Deduction> then = server.series().between(from, to);
            boolean stands = then.isPresent() && carryBefore(server.series(), then.get()).equals(before);
            if (stands) {
                kept.add(then.get());
                before = then.get().after();
                continue;
            }
            Optional<Deduction> now = pricing.between(from, to, before, "D-" + sequence + "-" + (priced.size() + 1));
            if (now.isEmpty()) {
                return new NotCounted(new Refuse(Refusal.USAGE_WITHOUT_PRICE, "register", "nothing says what was used"
                        + " from " + from.takenAt() + " to " + to.takenAt() + " costs in " + server.unit.code()));
            }
            priced.add(then.isPresent() ? now.get().withoutLines() : now.get());
            before = now.get().after();
        }
        List<Deduction> reversed = new ArrayList<>(server.series().deductions());
        reversed.removeAll(kept);
        return facts(server, state, point, reversed, priced);
    }

    private static Carry carryBefore(UsageSeries series, Deduction deduction) {
        int place = series.deductions().indexOf(deduction);
        return place == 0 ? series.start() : series.deductions().get(place - 1).after();
    }

    private static Counted facts(ServerMeter server, LedgerState state, UsagePoint point, List<Deduction> reversed,
            List<Deduction> priced) {
        long balance = state.balance(server.balance()).value();
        int parts = reversed.size();
        for (Deduction one : reversed) {
            balance += one.charged().value();
        }
        for (Deduction one : priced) {
            balance -= one.charged().value();
            parts += 1 + one.shares().size() + one.lines().size();
        }
        if (parts > PARTS_MAX) {
            return new NotCounted(new Refuse(Refusal.TOO_MUCH_TO_REPRICE, "takenAt", priced.size()
                    + " deductions would have to be priced anew"));
        }
        if (balance > BALANCE_MAX || balance < -BALANCE_MAX) {
            return new NotCounted(new Refuse(Refusal.AMOUNT_TOO_LARGE, "register", "the balance would be " + balance));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new BalanceFact.UsageRead(server.meter, point));
        if (!reversed.isEmpty()) {
            facts.add(new BalanceFact.DeductionsReversed(server.meter,
                    reversed.stream().map(Deduction::deductionId).toList()));
        }
        Moved back = new Moved();
        reversed.forEach(one -> post(server, one, -1, back));
        facts.addAll(back.facts());
        Moved taken = new Moved();
        for (Deduction one : priced) {
            facts.add(new BalanceFact.UsageDeducted(server.meter, one));
            post(server, one, 1, taken);
        }
        facts.addAll(taken.facts());
        return new Facts(facts);
    }

    private static void post(ServerMeter server, Deduction deduction, int sign, Moved moved) {
        if (!server.inMoney()) {
            moved.add(SERVER_UNITS, server.account(), server.unit.of(-sign * deduction.consumed()));
            moved.add(CONSUMED, server.meter, server.unit.of(sign * deduction.consumed()));
            return;
        }
        moved.add(WALLET, server.account(), server.unit.of(-sign * deduction.charged().value()));
        for (Share share : deduction.shares()) {
            moved.add(share.isTax() ? TAX_PAYABLE : REVENUE, share.owner(), server.unit.of(sign * share.minor()));
        }
    }
}

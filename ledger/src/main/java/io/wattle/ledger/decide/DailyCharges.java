package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.balance.Share;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.DayCost;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.NothingToDo;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes standing fees off balances in money, day by day. A day is charged when it is over in the utility's zone, by the
 * plan that was in force when it began; one day is one charge, however many hours the clock gave it. For one use.
 */
final class DailyCharges {
    /** Names of up to 320 bytes, each twice: then the entry stays inside a record of the journal. */
    private static final int NAMES_MAX = 64;
    private static final int CHARGES_MAX = 64;
    /** How many meters are looked at for these; behind a zone whose day is not over others may wait a few hours. */
    private static final int LOOKS_MAX = 1_000;
    /** Days without a fee that are passed over at once. */
    private static final int FREE_DAYS_MAX = 31;
    private final LedgerState state;
    private final Instant time;
    private final List<Fact> facts = new ArrayList<>();
    private final Moved moved = new Moved();
    private int names;

    DailyCharges(LedgerState state, Instant time) {
        this.state = state;
        this.time = time;
    }

    Decision decide() {
        LocalDate latest = LocalDate.ofInstant(time, ZoneOffset.MAX);
        for (ServerMeter server : state.servers.uncharged(latest, LOOKS_MAX)) {
            LocalDate today = LocalDate.ofInstant(time, server.zone);
            if (facts.size() == CHARGES_MAX || names > NAMES_MAX) {
                break;
            }
            if (server.chargedUntil().isBefore(today)) {
                charge(server, server.chargedUntil(), today);
            }
        }
        facts.addAll(moved.facts());
        return facts.isEmpty() ? new NothingToDo() : new Accept(Optional.empty(), facts);
    }

    /** The days of one meter that are over, for who had it; empty if they are more than one entry holds. */
    Optional<List<Fact>> of(ServerMeter server) {
        LocalDate today = LocalDate.ofInstant(time, server.zone);
        LocalDate day = server.chargedUntil();
        while (server.inMoney() && day.isBefore(today)) {
            if (facts.size() == CHARGES_MAX || names > NAMES_MAX) {
                return Optional.empty();
            }
            day = charge(server, day, today);
        }
        facts.addAll(moved.facts());
        return Optional.of(facts);
    }

    /** The next day that may cost something. */
    private LocalDate charge(ServerMeter server, LocalDate day, LocalDate today) {
        DayCost cost = cost(server, day);
        LocalDate next = day.plusDays(1);
        for (int free = 1; cost.totalMinor() == 0 && free < FREE_DAYS_MAX && next.isBefore(today)
                && cost(server, next).totalMinor() == 0; free++) {
            next = next.plusDays(1);
        }
        Money total = new Money(cost.totalMinor(), server.unit.code());
        names += 1 + cost.shares().size();
        facts.add(new BalanceFact.DayCharged(server.meter, day, next, total, cost.shares()));
        if (cost.totalMinor() != 0) {
            moved.add(WALLET, server.account(), total.negated());
            for (Share share : cost.shares()) {
                moved.add(share.isTax() ? TAX_PAYABLE : REVENUE, share.owner(), server.unit.of(share.minor()));
            }
        }
        return next;
    }

    private DayCost cost(ServerMeter server, LocalDate day) {
        MeterState meter = state.meters.get(server.meter);
        return meter == null ? DayCost.FREE : DayCost.of(server, meter, state, day);
    }
}

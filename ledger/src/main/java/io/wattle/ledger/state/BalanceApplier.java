package io.wattle.ledger.state;

import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.tariff.sale.QuoteLine;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes true what is said about balances that live here. A part of {@link FactApplier}. */
final class BalanceApplier {
    private final LedgerState state;
    private final LedgerEntry entry;
    private final Set<ServerMeter> counted = new HashSet<>();
    /** Whether something was priced anew: no news for the profile. */
    private boolean reprices;

    BalanceApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.entry = entry;
    }

    void apply(BalanceFact fact) {
        switch (fact) {
            case BalanceFact.BalanceKept f -> keep(f);
            case BalanceFact.UsageRead f -> {
                server(f).series.read(f.point(), entry.sequence(), server(f).zone);
                counted.add(server(f));
            }
            case BalanceFact.DeductionsReversed f -> {
                reprices = true;
                f.deductionIds().forEach(id -> reverse(server(f), id));
            }
            case BalanceFact.UsageDeducted f -> deduct(server(f), f.deduction());
            case BalanceFact.DayCharged f -> state.servers.chargedUntil(server(f), f.next());
            case BalanceFact.BalancePaid _ -> {
            }
            // What is lent to a meter that holds its own balance is a credit, and goes there.
            case BalanceFact.CreditGranted f -> state.servers.of(f.meter()).ifPresent(server -> grant(server, f));
            case BalanceFact.WarningDaysSet f -> server(f).warn(f.days(), entry.sequence());
            case BalanceFact.LimitOrdered f -> state.limits.order(f, entry);
            case BalanceFact.LimitAnswered f -> state.limits.answer(f, entry.sequence());
            case BalanceFact.LimitWithdrawn f -> state.limits.forget(f.meter());
        }
    }

    private void keep(BalanceFact.BalanceKept fact) {
        MeterState meter = meter(fact.meter());
        ServerMeter server = new ServerMeter(fact, meter.account, entry.sequence());
        add(server);
        meter.traits = state.accounts.shared(meter.traits.with(BalanceMode.SERVER));
    }

    private void add(ServerMeter server) {
        state.servers.add(server);
        state.servers.charge(server);
        if (server.inMoney()) {
            state.book.letUsageDraw(server.balance());
        }
    }

    /** The balance stays with the account; the new meter's readings begin anew. */
    void replace(MeterState meter, MeterState by) {
        state.limits.forget(meter.meter); // it is taken off the wall
        state.servers.of(meter.meter).ifPresent(server -> {
            state.servers.retire(server);
            add(server.replacedBy(by.meter, entry.sequence()));
        });
    }

    /** What the balance was stays with the account; from here on another one's is drawn upon. */
    void assign(MeterState meter) {
        state.servers.of(meter.meter).ifPresent(server -> {
            state.servers.assign(server, meter, meter.account);
            if (server.inMoney()) {
                state.book.letUsageDraw(server.balance());
            }
        });
        meter.forgetWarning();
    }

    private void grant(ServerMeter server, BalanceFact.CreditGranted fact) {
        server.grant(fact.kind(), fact.amount().value(), LocalDate.ofInstant(entry.time(), server.zone));
        if (server.inMoney() && fact.kind() != GrantKind.EMERGENCY) {
            state.given.give(server.balance(), fact.amount().value());
        }
    }

    private void reverse(ServerMeter server, String deductionId) {
        Optional<Deduction> reversed = server.series.reverse(deductionId);
        if (reversed.isEmpty()) {
            throw new IllegalStateException("entry " + entry.sequence() + " reverses what was not deducted: "
                    + deductionId);
        }
        if (server.inMoney()) {
            state.given.giveBack(server.balance(), reversed.get().charged().value());
        }
        counted.add(server);
    }

    private void deduct(ServerMeter server, Deduction deduction) {
        server.series.deduct(deduction);
        boolean isNews = !reprices && server.series.last().filter(deduction.to()::equals).isPresent();
        if (isNews) {
            UsagePoint from = deduction.from();
            state.servers.learn(server, meter(server.meter).registerUnit().code(),
                    profile -> profile.see(from, deduction.to(), deduction.consumed(), server.zone));
            if (server.inMoney()) {
                server.profile.price(deduction.consumed(), deduction.charged().value() - filledUp(deduction));
            }
        }
        counted.add(server);
    }

    /** What a month that was over lacked says nothing of what a unit costs. */
    private static long filledUp(Deduction deduction) {
        return deduction.lines()
                .stream()
                .filter(line -> line.kind() == QuoteLine.Kind.MINIMUM_CHARGE)
                .mapToLong(line -> UsageShares.rounded(line.exactNano()))
                .sum();
    }

    /** After the whole entry. */
    void finish() {
        for (ServerMeter server : counted) {
            if (!server.series.close()) {
                throw new IllegalStateException("entry " + entry.sequence() + " leaves readings of " + server.meter
                        + " between which something else is deducted than what was used");
            }
        }
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.PaymentTaken paid -> forgetWarnings(paid.account());
                case BalanceFact.CreditGranted granted ->
                    state.servers.of(granted.meter()).ifPresent(server -> forgetWarnings(server.account()));
                default -> {
                }
            }
        }
    }

    /** Who paid and has something again is warned anew before a cut. */
    private void forgetWarnings(String account) {
        for (ServerMeter server : state.servers.ofAccount(account)) {
            if (state.book.balance(server.balance()).isPositive()) {
                meter(server.meter).forgetWarning();
            }
        }
    }

    private MeterState meter(String meter) {
        return Objects.requireNonNull(state.meters.get(meter), () -> "entry " + entry.sequence()
                + " is about an unknown meter: " + meter);
    }

    private ServerMeter server(BalanceFact fact) {
        return state.servers.of(fact.meter())
                .orElseThrow(() -> new IllegalStateException("entry " + entry.sequence()
                        + " is about a balance that does not live here: " + fact.meter()));
    }
}

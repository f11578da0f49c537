package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EMERGENCY_CREDIT;
import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.GrantLimits;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.PendingState;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.tariff.plan.EmergencyTerms;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Emergency credit for meters that hold their own balance. */
final class MeterLending {
    private final BalanceGrants grants;
    private final GrantLimits limits;
    private final int pendingCreditsMax;

    MeterLending(BalanceGrants grants, GrantLimits limits, int pendingCreditsMax) {
        this.grants = grants;
        this.limits = limits;
        this.pendingCreditsMax = pendingCreditsMax;
    }

    /**
     * What a tariff lends to a meter that holds its own balance in units; empty where none is in force, or the balance is
     * in money: such a meter lends by itself.
     */
    Optional<Decision> loaded(Command.GrantEmergency command, MeterState meter, LedgerState state, long sequence,
            Instant time) {
        Optional<TariffPlan> plan = meter.balanceUnit().kind() == Unit.Kind.MONEY
                ? Optional.empty()
                : grants.plan(meter, meter.balanceUnit(), state, time);
        return plan.map(one -> BalanceGrants.terms(one, meter, state, time)
                .<Decision>map(terms -> load(command, one, terms, meter, state, sequence, time))
                .orElseGet(() -> BalanceGrants.notOffered(meter)));
    }

    /** Emergency credit for a meter that holds its own balance: sold and sent like any other, and owed for. */
    private Decision load(Command.GrantEmergency command, TariffPlan plan, EmergencyTerms terms, MeterState meter,
            LedgerState state, long sequence, Instant time) {
        long units = command.amount().value();
        Optional<Quantity> left = meter.balance().filter(balance -> balance.value() > terms.thresholdUnits());
        if (left.isPresent()) {
            return new Refuse(Refusal.EMERGENCY_NOT_NEEDED, "meter", meter.meter + " had "
                    + QuantityText.of(left.get()) + " when it was read last; it is lent to at "
                    + QuantityText.of(meter.balanceUnit().of(terms.thresholdUnits())) + " or less");
        }
        Money price = new Money(terms.priceOf(units), plan.currency());
        Optional<Refuse> refused = BalanceGrants
                .beyond(price, units > terms.amountUnits(), terms, meter.account(), state)
                .or(() -> new Loading(meter, pendingCreditsMax).refused(units, time, "amount"));
        if (refused.isPresent()) {
            return refused.get();
        }
        String grant = GrantKind.lent(sequence);
        Transfers transfers = new Transfers(meter.meter)
                .move(EMERGENCY_RECEIVABLE, meter.account(), REVENUE, plan.name(), price)
                .move(UNITS_SOLD, plan.name(), CREDIT_IN_TRANSIT, meter.meter, command.amount());
        return new Accept(Optional.of(command.key()), List.of(
                new BalanceFact.CreditGranted(meter.meter, grant, GrantKind.EMERGENCY, command.amount(),
                        price.amountMinor(), ""),
                new Fact.CreditOrdered(meter.meter, "C-" + sequence, grant, command.amount(), price),
                transfers.posted()));
    }

    /**
     * What a meter lends by itself, out of its own balance, is announced; a rise that nobody announced is a finding. So it
     * has a limit too: that of free credit, or for a balance in money the tariff's; all that the meter has not taken back
     * yet, and what is announced, counted with it.
     */
    Optional<Refuse> beyondInMeter(Quantity amount, MeterState meter, LedgerState state, Instant time) {
        Optional<TariffPlan> plan = grants.plan(meter, meter.balanceUnit(), state, time);
        long most = limits.of(meter.balanceUnit());
        if (plan.isPresent()) {
            Optional<EmergencyTerms> terms = BalanceGrants.terms(plan.get(), meter, state, time);
            if (terms.isEmpty()) {
                return Optional.of(BalanceGrants.notOffered(meter));
            }
            most = terms.get().priceOf(terms.get().amountUnits());
        }
        long out = -state.balance(new AccountKey(EMERGENCY_CREDIT, meter.meter, meter.balanceUnit())).value()
                + meter.seldom()
                        .changes()
                        .stream()
                        .filter(change -> change.kind() == ChangeKind.EMERGENCY)
                        .mapToLong(PendingState::amount)
                        .sum();
        return amount.value() <= most - out
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.EMERGENCY_LIMIT, "amount", QuantityText.of(meter.balanceUnit().of(out))
                        + " is lent to " + meter.meter + ", and " + QuantityText.of(meter.balanceUnit()
                                .of(Math.max(0, most - out)))
                        + " may be; this would be " + QuantityText.of(amount)));
    }
}

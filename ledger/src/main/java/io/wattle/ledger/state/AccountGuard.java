package io.wattle.ledger.state;

import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.DebtFact.DebtAdded;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.token.TokenOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * The last look at what was decided, whoever decided it and over whichever channel it came: nothing is sold for a meter
 * whose vending is disabled or whose account is closed, and no supply is cut that somebody's life hangs on. Here and not in
 * each decision, so that none can forget it. Pure.
 */
public final class AccountGuard {

    private AccountGuard() {}

    public static Decision checked(Decision decision, LedgerState state, Instant time) {
        if (!(decision instanceof Accept accept)) {
            return decision;
        }
        for (Fact fact : accept.facts()) {
            Optional<Refuse> refused = switch (fact) {
                case Fact.PaymentTaken f -> sold(f.meter(), state);
                case Fact.CreditOrdered f -> sold(f.meter(), state);
                case Fact.TokensOrdered f ->
                    f.order() instanceof TokenOrder.Credit ? sold(f.meter(), state) : Optional.empty();
                case Fact.ChangeAnnounced f ->
                    f.kind() == ChangeKind.EMERGENCY ? sold(f.meter(), state) : Optional.empty();
                case Fact.WalletConverted f -> sold(f.meter(), state);
                case BalanceFact.CreditGranted f -> sold(f.meter(), state);
                case BalanceFact.LimitOrdered f ->
                    f.normal() ? Optional.empty() : cut(f.meter(), state, time);
                case Fact.MeterRegistered f -> open(f.account(), state);
                case DebtAdded f -> open(f.account(), state);
                case Fact.OverdraftAllowed f -> open(f.account(), state);
                case Fact.SupplyOrdered f -> f.target() == Supply.OFF ? cut(f.meter(), state, time) : Optional.empty();
                default -> Optional.empty();
            };
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return decision;
    }

    /** Why nothing at all is sold for a meter; what the ledger does not know it says nothing about. */
    public static Optional<Refuse> sold(String name, LedgerState state) {
        MeterState meter = state.meters.get(name);
        if (meter == null) {
            return Optional.empty();
        }
        if (state.accounts.isClosed(meter.account)) {
            return Optional.of(new Refuse(Refusal.ACCOUNT_CLOSED, "meter", "account " + meter.account + " of meter "
                    + name + " is closed"));
        }
        return meter.traits.vending()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.VENDING_DISABLED, "meter", "nothing is sold for meter " + name));
    }

    private static Optional<Refuse> open(String account, LedgerState state) {
        return state.accounts.isClosed(account)
                ? Optional.of(new Refuse(Refusal.ACCOUNT_CLOSED, "account", "account " + account + " is closed"))
                : Optional.empty();
    }

    private static Optional<Refuse> cut(String name, LedgerState state, Instant time) {
        MeterState meter = state.meters.get(name);
        return meter == null
                ? Optional.empty()
                : meter.seldom.need.filter(need -> need.until().isAfter(time))
                        .map(need -> new Refuse(Refusal.CRITICAL_NEED, "meter", "the supply of " + name
                                + " is neither cut nor limited before " + need.until() + ": " + need.reason()));
    }
}

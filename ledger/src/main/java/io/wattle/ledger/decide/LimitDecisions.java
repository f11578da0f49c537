package io.wattle.ledger.decide;

import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.SupplyLimits;
import java.util.Optional;

/** Decides about what meters are to let through; that the meter is known and in service was looked at before. */
final class LimitDecisions {
    private static final long PER_HOUR_MAX = 1_000_000_000;

    private LimitDecisions() {}

    static Decision order(BalanceCommand.OrderLimit command, boolean balanceIsHere, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.text("reason", command.reason());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        if (command.perHour() < 1 || command.perHour() > PER_HOUR_MAX) {
            return new Refuse(Refusal.MALFORMED, "perHour", "must be 1.." + PER_HOUR_MAX + ", was: "
                    + command.perHour());
        }
        Optional<SupplyLimits.Kept> kept = state.limits.of(command.meter());
        if (command.normal() && kept.isEmpty()) {
            return unlimited(command.meter());
        }
        if (!command.normal() && !balanceIsHere) {
            return BalanceDecisions.elsewhere(command.meter());
        }
        if (kept.filter(one -> one.limit().perHour() == command.perHour() && one.limit().normal() == command.normal())
                .isPresent()) {
            return new Repeat(kept.get().sequence());
        }
        return Accept.of(new BalanceFact.LimitOrdered(command.meter(), command.perHour(), command.normal(),
                command.reason()));
    }

    static Decision answer(BalanceCommand.AnswerLimit command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.text("detail", command.detail());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<SupplyLimits.Kept> kept = state.limits.of(command.meter());
        if (kept.isEmpty()) {
            return unlimited(command.meter());
        }
        SupplyLimit limit = kept.get().limit();
        if (limit.perHour() != command.perHour()) {
            return new Refuse(Refusal.WRONG_STATE, "perHour", "what was ordered last is " + limit.perHour() + ", was: "
                    + command.perHour());
        }
        if (limit.answer() == command.answer() && limit.detail().equals(command.detail())) {
            return new Repeat(kept.get().sequence());
        }
        return Accept.of(new BalanceFact.LimitAnswered(command.meter(), command.answer(), command.detail()));
    }

    static Decision withdraw(BalanceCommand.WithdrawLimit command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.text("reason", command.reason());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<SupplyLimits.Kept> kept = state.limits.of(command.meter());
        if (kept.isEmpty()) {
            return unlimited(command.meter());
        }
        return kept.get().limit().mayHold()
                ? new Refuse(Refusal.WRONG_STATE, "meter", command.meter() + " may be limited: its limit is "
                        + kept.get().limit().answer())
                : Accept.of(new BalanceFact.LimitWithdrawn(command.meter(), command.reason()));
    }

    private static Refuse unlimited(String meter) {
        return new Refuse(Refusal.WRONG_STATE, "meter", meter + " lets through what it normally does");
    }
}

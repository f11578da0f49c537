package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;

import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.util.Optional;

/** Decides about meters as such: making them known, and that their customers have been warned. */
final class MeterDecisions {

    Decision register(Command.RegisterMeter command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.name("account", command.account());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState known = state.meters.get(command.meter());
        if (known != null) {
            return isSame(known, command) ? new Repeat(known.registeredSequence) : otherContents(known);
        }
        if (command.registerUnit().kind() == Unit.Kind.MONEY) {
            return new Refuse(Refusal.WRONG_UNIT, "registerUnit", "a register counts Wh or l, not money");
        }
        if (!command.balanceUnit().equals(command.registerUnit())) {
            return new Refuse(Refusal.WRONG_UNIT, "balanceUnit",
                    "a meter's balance must be in the unit of its register, "
                            + command.registerUnit().code() + ", was: " + command.balanceUnit().code()
                            + "; balances in a currency come with the full ledger");
        }
        return Accept.of(new Fact.MeterRegistered(command.meter(), command.account(), command.registerUnit(),
                command.balanceUnit()));
    }

    Decision warn(Command.GiveWarning command, LedgerState state, Instant time) {
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        if (meter.warnedAt.isPresent()) {
            return new Refuse(Refusal.ALREADY_WARNED, "meter", "warned at " + meter.warnedAt.get()
                    + ", and nothing has brought the balance above zero since; it is now " + time);
        }
        return Accept.of(new Fact.DisconnectWarned(meter.meter, meter.lastBalance));
    }

    private static boolean isSame(MeterState known, Command.RegisterMeter command) {
        return known.account.equals(command.account()) && known.registerUnit.equals(command.registerUnit())
                && known.balanceUnit.equals(command.balanceUnit());
    }

    private static Refuse otherContents(MeterState known) {
        return new Refuse(Refusal.METER_EXISTS_WITH_OTHER_CONTENTS, "meter", known.meter
                + " is registered with account " + known.account + ", register in " + known.registerUnit.code()
                + ", balance in " + known.balanceUnit.code());
    }
}

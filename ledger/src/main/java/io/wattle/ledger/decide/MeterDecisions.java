package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.ProbeAct;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Contents;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about meters as such: making them known, the tariff in them, and that their customers have been warned. */
final class MeterDecisions {
    private static final long MODULUS_MIN = 1_000;
    /** The tariff in force and those to come. */
    private static final int TARIFFS_MAX = 8;
    /** In one file of a technician. */
    private static final int PROBE_ACTS_MAX = 10_000;
    /** How far a technician's clock may be ahead of ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    Decision register(Command.RegisterMeter command, LedgerState state) {
        Optional<Refuse> malformed = malformed(command);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState known = state.meters.get(command.meter());
        if (known != null) {
            return isSame(known, command) ? new Repeat(known.registeredSequence) : otherContents(known);
        }
        Optional<Refuse> wrong = wrongUnits(command).or(() -> typedWrongly(command, state));
        return wrong.isPresent() ? wrong.get() : Accept.of(registered(command));
    }

    /** A list of meters makes its accounts known; a person who names one that nobody opened has made a typing error. */
    private static Optional<Refuse> typedWrongly(Command.RegisterMeter command, LedgerState state) {
        return command.origin().mode() == Origin.Mode.MANUAL
                ? AccountMoney.notKnown(command.account(), state)
                : Optional.empty();
    }

    Decision note(PremisesCommand.NoteProbeAct command, LedgerState state, Instant time) {
        ProbeAct act = command.act();
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("act.session", act.session()))
                .or(() -> Wellformed.within("act.number", act.number(), 0, PROBE_ACTS_MAX - 1))
                .or(() -> Wellformed.text("act.place", act.place()))
                .or(() -> Wellformed.someText("act.outcome", act.outcome()))
                .or(() -> act.at().isAfter(time.plus(CLOCKS_APART))
                        ? Optional.of(new Refuse(Refusal.MALFORMED, "act.at", "act.at must not be in the future, was: "
                                + act.at()))
                        : Optional.empty());
        return malformed.isPresent()
                ? malformed.get()
                : ChangeDecisions.keyed(command.key(), Contents.of(command), command.meter(), state,
                        meter -> new Accept(Optional.of(command.key()),
                                List.of(new PremisesFact.ProbeActNoted(meter.meter, act))));
    }

    static Fact registered(Command.RegisterMeter command) {
        return new Fact.MeterRegistered(command.meter(), command.account(), command.registerUnit(),
                command.balanceUnit(), command.registerModulus(), command.tariff());
    }

    static Optional<Refuse> malformed(Command.RegisterMeter command) {
        return Wellformed.name("account", command.account())
                .or(() -> command.registerModulus()
                        .filter(modulus -> modulus < MODULUS_MIN || modulus > Wellformed.VALUE_MAX)
                        .map(modulus -> new Refuse(Refusal.MALFORMED, "registerModulus", "registerModulus must be "
                                + MODULUS_MIN + ".." + Wellformed.VALUE_MAX + ", was: " + modulus)));
    }

    static Optional<Refuse> wrongUnits(Command.RegisterMeter command) {
        if (command.registerUnit().kind() == Unit.Kind.MONEY) {
            return wrong("registerUnit", "a register counts Wh, l or lg, not money");
        }
        if (!command.balanceUnit().equals(command.registerUnit())
                && command.balanceUnit().kind() != Unit.Kind.MONEY) {
            return wrong("balanceUnit", "a meter's balance must be in the unit of its register, "
                    + command.registerUnit().code() + ", or in a currency, was: " + command.balanceUnit().code());
        }
        boolean inMoney = command.balanceUnit().kind() == Unit.Kind.MONEY;
        return inMoney && command.tariff().isEmpty()
                ? wrong("tariff", "a meter whose balance is in a currency has a tariff: without it nothing it takes off"
                        + " can be verified")
                : priced("tariff", inMoney, command.tariff().orElse(MeterTariff.NONE));
    }

    private static Optional<Refuse> priced(String field, boolean inMoney, MeterTariff tariff) {
        return !inMoney && tariff.priceMinorPerThousand() != 0
                ? wrong(field, "a meter whose balance is in the units of its register has no price in it")
                : Optional.empty();
    }

    private static Optional<Refuse> wrong(String field, String detail) {
        return Optional.of(new Refuse(Refusal.WRONG_UNIT, field, detail));
    }

    Decision setTariff(Command.SetMeterTariff command, LedgerState state) {
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> refused = RetiredMeter.inService(meter)
                .or(() -> priced("version", meter.terms().inMoney(), command.version().tariff()));
        if (refused.isPresent()) {
            return refused.get();
        }
        TariffVersion version = command.version();
        if (meter.terms().tariffs().contains(version)) {
            return new Repeat(meter.tariffSequence());
        }
        Instant verified = meter.lastBalance().map(LastBalance::takenAt).orElse(Instant.MIN);
        if (version.from().isBefore(verified) || version.from().equals(Instant.MIN)) {
            return new Refuse(Refusal.TARIFF_TOO_EARLY, "version.from",
                    "must not be before the last accepted balance of "
                            + verified + ", was: " + version.from());
        }
        return meter.terms().tariffs().size() < TARIFFS_MAX
                ? Accept.of(new Fact.TariffSet(meter.meter, version))
                : new Refuse(Refusal.TOO_MANY_PENDING_CHANGES, "meter", TARIFFS_MAX + " tariffs are known for "
                        + meter.meter + "; wait until one is past");
    }

    Decision warn(Command.GiveWarning command, LedgerState state, Instant time) {
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        if (meter.warnedAt().isPresent()) {
            return new Refuse(Refusal.ALREADY_WARNED, "meter", "warned at " + meter.warnedAt().get()
                    + ", and nothing has brought the balance above zero since; it is now " + time);
        }
        return Accept.of(new Fact.DisconnectWarned(meter.meter, meter.balance()));
    }

    private static boolean isSame(MeterState known, Command.RegisterMeter command) {
        return known.seldom().firstAccount().orElse(known.account()).equals(command.account())
                && known.registerUnit().equals(command.registerUnit())
                && known.balanceUnit().equals(command.balanceUnit())
                && known.terms().registerModulus() == command.registerModulus().orElse(0L)
                && known.firstTariff().equals(command.tariff());
    }

    private static Refuse otherContents(MeterState known) {
        return new Refuse(Refusal.METER_EXISTS_WITH_OTHER_CONTENTS, "meter", known.meter
                + " is registered with account " + known.account() + ", register in " + known.registerUnit().code()
                + ", balance in " + known.balanceUnit().code() + ", modulus " + known.terms().registerModulus()
                + " and tariff " + known.firstTariff());
    }
}

package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LogEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.StandingCharge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Short ways to say what happens at meters, for tests. */
final class Meters {
    static final Origin ANN = Origin.manual("ann", "api");
    static final LedgerRules RULES = new LedgerRules(Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 200),
            Unit.Kind.MONEY, new FlatRate("money", "USD", 1000)), 5, 3, Duration.ofDays(30), Duration.ofDays(400))
            .withGranters(Set.of("ann", "test"));

    private Meters() {}

    static Command reading(String meter, int minute, long register, long balance) {
        return new Command.RecordReading(Desk.BY, meter, new Reading(at(minute), new Energy(register),
                Optional.of(new Energy(balance)), Optional.empty()));
    }

    static Command moneyReading(int minute, long register, long minor) {
        return new Command.RecordReading(Desk.BY, Desk.METER, new Reading(at(minute), new Energy(register),
                Optional.of(new Money(minor, "USD")), Optional.empty()));
    }

    static Command registerOnly(int minute, long register) {
        return new Command.RecordReading(Desk.BY, Desk.METER, new Reading(at(minute), new Energy(register),
                Optional.empty(), Optional.empty()));
    }

    static Command.RegisterMeter meter(String meter, @Nullable Long modulus, @Nullable MeterTariff tariff,
            boolean inMoney) {
        return new Command.RegisterMeter(Desk.BY, meter, "acc-" + Desk.METER, Unit.WATT_HOUR,
                inMoney ? Unit.money("USD") : Unit.WATT_HOUR, Optional.ofNullable(modulus),
                Optional.ofNullable(tariff));
    }

    /** So much a day, at midnight. */
    static MeterTariff daily(long price, long amount) {
        return new MeterTariff(price, Optional.of(new StandingCharge(amount, Duration.ofDays(1),
                Instant.parse("2026-01-01T00:00:00Z"))));
    }

    static Command grant(String key, long amount) {
        return new Command.GrantEmergency(Desk.BY, key, Desk.METER, new Energy(amount));
    }

    static Command act(String key, Command.Act act) {
        return new Command.AnnounceAct(ANN, key, Desk.METER, act, Optional.empty(), "ordered by the office");
    }

    static Command adjust(String key, long amount) {
        return new Command.AnnounceAct(ANN, key, Desk.METER, Command.Act.ADJUSTMENT, Optional.of(new Energy(amount)),
                "agreed");
    }

    static Command pay(String key, String meter, long amountMinor) {
        return new Command.TakePayment(Desk.BY, key, meter, new Money(amountMinor, "USD"));
    }

    static Command log(LogEntry... lines) {
        return new Command.RecordCreditLog(Desk.BY, Desk.METER, List.of(lines));
    }

    static LogEntry line(long number, String reference, long amount, int minute) {
        return new LogEntry(number, reference, new Energy(amount), at(minute));
    }

    static Instant at(int minute) {
        return Desk.NOON.plusSeconds(60L * minute);
    }
}

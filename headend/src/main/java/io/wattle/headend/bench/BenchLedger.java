package io.wattle.headend.bench;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.SnapshotPolicy;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.decide.LedgerRules;
import io.wattle.ledger.tariff.FlatRate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.Optional;

/** The ledger as every measurement opens it, and the commands that they give it. The one place that configures it. */
public final class BenchLedger {
    /** Credits under way for one meter at once, as many as the ledger allows: payments need no readings in between. */
    public static final int PENDING_CREDITS_MAX = 16;
    /** A cent buys 5 Wh, so that every payment buys whole units and leaves nothing in the wallet. */
    public static final int WH_PER_CENT = 5;
    /** What a payment brings, in cents. */
    public static final int TENDER_MINOR = 500;

    private static final LedgerConfig DEFAULTS = LedgerConfig.of(Path.of("."),
            Map.of(Unit.Kind.ENERGY, new FlatRate("bench", "USD", 1000 / WH_PER_CENT)));
    private static final Origin ORIGIN = Origin.automatic("bench", "bench");

    private BenchLedger() {}

    /** Opens it with the product's own defaults but for the pending credits. */
    public static Ledger open(Path directory) {
        return open(directory, DEFAULTS.snapshots());
    }

    private static Ledger open(Path directory, SnapshotPolicy snapshots) {
        return Ledger.open(
                new LedgerConfig(directory, rules(), DEFAULTS.queueCommandsMax(), DEFAULTS.batchCommandsMax(),
                        snapshots),
                InstantSource.system());
    }

    /** The same, for a process that is killed now and then. */
    public static Ledger openForCrash(Path directory) {
        return open(directory, new SnapshotPolicy(2_000, 3)); // some are being made whenever it is killed
    }

    /** The same, with prepaid cards that one officer activates. */
    static Ledger openWithCards(Path directory) {
        return Ledger.open(new LedgerConfig(directory, rules().with(
                new ActivationPolicy(ActivationPolicy.How.RANGE, Set.of("officer"))), DEFAULTS.queueCommandsMax(),
                DEFAULTS.batchCommandsMax()), InstantSource.system());
    }

    private static LedgerRules rules() {
        LedgerRules rules = DEFAULTS.rules();
        return new LedgerRules(rules.rates(), rules.toleranceUnits(), PENDING_CREDITS_MAX, rules.creditWindow(),
                rules.keyHorizon(), rules.lateReadingMax(), rules.changeWindow());
    }

    /** The same, which makes no snapshot by itself: what comes after the one that it is given is a tail. */
    static Ledger openWithoutSnapshots(Path directory) {
        return open(directory, new SnapshotPolicy(1_000_000_000, 2));
    }

    /** Name of a meter, as long as a serial number is. */
    public static String meter(long number) {
        return Long.toString(40_000_000_000L + number);
    }

    public static Command register(String meter) {
        return new Command.RegisterMeter(ORIGIN, meter, "A-" + meter, Unit.WATT_HOUR, Unit.WATT_HOUR);
    }

    public static Command pay(String key, String meter, long tenderMinor) {
        return new Command.TakePayment(ORIGIN, key, meter, new Money(tenderMinor, "USD"));
    }

    /** A reading with a balance. */
    public static Command read(String meter, Instant takenAt, long registerWh, long balanceWh) {
        return new Command.RecordReading(ORIGIN, meter, new Reading(takenAt, new Energy(registerWh),
                Optional.of(new Energy(balanceWh)), Optional.empty()));
    }

    public static Command start(String meter, String creditId) {
        return new Command.StartCredit(ORIGIN, meter, creditId);
    }

    /** The meter says that it took the credit. */
    public static Command settle(String meter, String creditId, int attempt) {
        return new Command.SettleCredit(ORIGIN, meter, creditId, attempt, Command.Answer.ACCEPTED, "");
    }
}

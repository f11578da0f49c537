package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LogEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What is done at meters besides sales, all at one meter that has no customers, so that the other meters stay easy to
 * reckon. Meters that are replaced are those that nothing is known of but their names.
 */
final class Works {
    private final Random random;
    private final World world;
    private long logSequence;

    Works(Random random, World world) {
        this.random = random;
        this.world = world;
    }

    Command tariff(Origin origin) {
        return new Command.SetMeterTariff(origin, world.workshop.name, new TariffVersion(
                world.now().plus(Duration.ofHours(random.nextInt(100))), MeterTariff.NONE));
    }

    Command emergency(Origin origin, String key) {
        return new Command.GrantEmergency(origin, key, world.workshop.name, new Energy(1L + random.nextInt(500)));
    }

    Command act(Origin origin, String key) {
        Command.Act[] acts = Command.Act.values();
        Command.Act act = acts[random.nextInt(acts.length)];
        long amount = (random.nextBoolean() ? 1 : -1) * (1L + random.nextInt(300));
        return new Command.AnnounceAct(origin, key, world.workshop.name, act,
                act == Command.Act.ADJUSTMENT ? Optional.of(new Energy(amount)) : Optional.empty(),
                "work order " + key);
    }

    Command replace(Origin origin, String key, String old) {
        return new Command.ReplaceMeter(origin, key, old, new Command.RegisterMeter(origin, old + "-new", "a1",
                Unit.WATT_HOUR, Unit.WATT_HOUR), Optional.empty(), random.nextBoolean(), "worn out");
    }

    /** Of credits that nobody sold, sometimes once more. */
    Command creditLog(Origin origin) {
        logSequence += random.nextInt(4) == 0 && logSequence > 0 ? 0 : 1;
        return new Command.RecordCreditLog(origin, world.workshop.name, List.of(new LogEntry(logSequence,
                "token-" + logSequence, new Energy(100 + logSequence), world.now())));
    }
}

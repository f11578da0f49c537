package io.wattle.headend.bench.year;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.balance.GrantLimits;
import io.wattle.ledger.decide.LedgerRules;
import io.wattle.ledger.tariff.FlatRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** One run from the first reading to the final audit. For one thread, for one use. */
public final class YearRun {
    /** Meters that lend by themselves lend what some days take, and the largest of them take much. */
    private static final GrantLimits LENT_MAX = new GrantLimits(1_000_000_000, 1_000_000_000);
    /** Prices that turn every minor unit into whole units, so that nothing is left in a wallet by rounding. */
    private static final Map<Unit.Kind, FlatRate> RATES = Map.of(
            Unit.Kind.ENERGY, new FlatRate("year", MeterLife.CURRENCY, 1_000 / Nature.ENERGY.unitsPerMinor),
            Unit.Kind.VOLUME, new FlatRate("year", MeterLife.CURRENCY, 1_000 / Nature.WATER.unitsPerMinor),
            Unit.Kind.MONEY, new FlatRate("year", MeterLife.CURRENCY, 1_000 / Nature.MONEY.unitsPerMinor));
    private static final int PENDING_CREDITS_MAX = 12;
    private static final int BATCH_COMMANDS_MAX = 4_096;
    /** Commands for each meter and tick, in flight for the lag of the post; a burst of late readings is spread over all. */
    private static final int COMMANDS_PER_METER = 8;
    private static final int METERS_PER_TEND = 500;
    /** Longer than a run, so that the audit can ask for every credit. */
    private static final Duration KEY_HORIZON = Duration.ofDays(3_650);
    /** Minor units for a kWh in a meter that counts money, before any change. */
    private static final long FIRST_PRICE = 200;
    private static final int BURST_COMMANDS = 20_000;

    private final YearPlan plan;
    private final LongConsumer progress;
    private final Judge judge;
    private final ScriptedClock clock = new ScriptedClock();
    private final List<MeterLife> lives = new ArrayList<>();
    private final Map<Nature, Deck> decks = new EnumMap<>(Nature.class);

    /** @param progress is told each day that is over, from 1 */
    public YearRun(YearPlan plan, LongConsumer progress) {
        this(plan, progress, new Judge());
    }

    YearRun(YearPlan plan, LongConsumer progress, Judge judge) {
        this.plan = plan;
        this.progress = progress;
        this.judge = judge;
    }

    /** Simulates it all. */
    public YearResult run() {
        long beganNs = System.nanoTime();
        FinalAudit audit = new FinalAudit(judge);
        String stateHash;
        long commands;
        BookSums sums;
        try (Ledger ledger = Ledger.open(config(), clock)) {
            Post post = new Post(ledger, clock);
            settle(post);
            simulate(post);
            judge.close();
            commands = post.sent();
            sums = post.sums();
            lives.forEach(life -> audit.ofMeter(ledger, life));
            stateHash = audit.hash(ledger);
        }
        if (!clock.isUsedUp()) {
            judge.broken("", "the ledger did not ask for the time of each command");
        }
        audit.ofFolder(config(), stateHash, sums);
        return YearResult.of(plan, judge, decks.values(), commands, stateHash,
                Duration.ofNanos(System.nanoTime() - beganNs));
    }

    private void settle(Post post) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        for (int number = 0; number < plan.meters(); number++) {
            lives.add(life(number, random.split(), post));
        }
        lives.forEach(life -> life.office.register());
    }

    private MeterLife life(int number, SplittableRandom random, Post post) {
        Nature nature = Nature.of(number);
        House house = new House(random.split(), nature.usualUnits, plan.readingsPerDay());
        YearMeter.Traits traits = new YearMeter.Traits(nature, random.nextInt(4) == 0 ? 1 : 0,
                random.nextInt(4) == 0 ? random.nextInt(20, 80) : 0, random.nextInt(3) == 0);
        long price = nature == Nature.MONEY ? FIRST_PRICE : 0;
        long dayValue = nature == Nature.MONEY ? house.dayUnits() * price / 1_000 : house.dayUnits();
        YearMeter meter = new YearMeter(Long.toString(70_000_000_000L + number), traits, price,
                register(random, nature, house), 500 + dayValue * random.nextInt(2, 20),
                YearPlan.BEGIN.getEpochSecond());
        Deck deck = decks.computeIfAbsent(nature, any -> new Deck(random.split()));
        return new MeterLife(meter, house, random, plan, deck, post, judge);
    }

    /** A third of the meters will begin again at zero in the time of the run. */
    private long register(SplittableRandom random, Nature nature, House house) {
        return random.nextInt(3) == 0
                ? nature.registerModulus - house.dayUnits() * random.nextInt(2, plan.days())
                : random.nextLong(nature.registerModulus / 4);
    }

    private void simulate(Post post) {
        for (long tick = 0; tick < plan.ticks(); tick++) {
            post.begin(tick, plan.timeOf(tick));
            if (tick % plan.ticksIn(6) == 0) {
                tend(post, tick);
            }
            for (MeterLife life : lives) {
                life.tick(tick);
            }
            if ((tick + 1) % plan.readingsPerDay() == 0) {
                progress.accept((tick + 1) / plan.readingsPerDay());
            }
        }
        post.finish();
    }

    /** A command does a bounded piece; each finding in it belongs to the meter that it names. */
    private void tend(Post post, long tick) {
        for (int i = 0; i <= plan.meters() / METERS_PER_TEND; i++) {
            post.send(new Command.Tend(Origin.automatic("year", "bench")), outcome -> judge.findings(tick, outcome));
        }
    }

    private LedgerConfig config() {
        long inFlight = (long) plan.meters() * COMMANDS_PER_METER + BURST_COMMANDS;
        int queue = Math.min(1 << 20, Integer.highestOneBit((int) inFlight) << 1);
        return new LedgerConfig(plan.directory(), new LedgerRules(RATES, YearPlan.TOLERANCE_UNITS, PENDING_CREDITS_MAX,
                Duration.ofDays(YearPlan.CREDIT_WINDOW_DAYS), KEY_HORIZON).withGranters(Office.GRANTERS)
                .with(LENT_MAX), queue, BATCH_COMMANDS_MAX);
    }
}

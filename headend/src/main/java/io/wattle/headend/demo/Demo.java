package io.wattle.headend.demo;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.StartException;
import io.wattle.headend.broker.LocalBroker;
import io.wattle.headend.custody.CustodyConfig;
import io.wattle.headend.Parts;
import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.polling.PollingConfig;
import io.wattle.headend.provider.ProviderConfig;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.headend.supply.SupplyPolicy;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.simulator.SimulatedClock;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A fleet, a head-end and a story between them. Households live {@value #SPEED} times faster than we do, and the
 * head-end's clock runs with theirs; connections and deadlines are in real time.
 */
public final class Demo implements AutoCloseable {
    /** Simulated seconds a second: an evening passes in a minute. */
    private static final int SPEED = 300;
    /** A fresh demo begins in the evening, when households use most. */
    private static final Instant FIRST_EVENING = Instant.parse("2026-01-05T17:30:00Z");
    private static final int PAYER = 0;
    private static final int THIEF = 1;
    private static final int POOR = 2;
    private static final int METERS_OF_THE_STORY = 3;
    /** Every sixth meter takes tokens. */
    private static final StsPlan TOKENS = StsPlan.every(6);
    private static final int POOR_BALANCE_WH = 250;
    private static final long STOLEN_WH = 25_000;
    private static final long WARN_AT_WH = 500;
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final String CURRENCY = "USD";
    private static final Duration POLL = Duration.ofSeconds(1);
    /** A big fleet is polled at less than half the pace that two cores reached with both sides on them. */
    private static final int METERS_PER_SECOND = 1_000;

    private final Parts parts = new Parts();
    private final CountDownLatch told = new CountDownLatch(1);
    private final Teller teller;
    private final HeadEnd headEnd;
    private final Story story;

    private Demo(DemoPlan plan, LocalBroker.Kind kind, boolean json, PrintWriter out) {
        this.teller = new Teller(out, json);
        try {
            FleetFiles files = FleetFiles.in(plan.folder());
            InstantSource clock = new SimulatedClock(Fleet.lastSimulatedTime(files.memory()).orElse(FIRST_EVENING),
                    SPEED);
            Fleet fleet = parts.own(Fleet.builder()
                    .meters(plan.meters())
                    .seed(plan.seed())
                    .clock(clock)
                    .memory(files.memory())
                    .sts(TOKENS)
                    .startingBalance(POOR, POOR_BALANCE_WH)
                    .start());
            files.write(fleet);
            Optional<LocalBroker> broker = plan.meters() > METERS_OF_THE_STORY
                    ? LocalBroker.start(plan.folder(), kind)
                    : Optional.empty();
            broker.ifPresent(parts::own);
            if (broker.isEmpty() && (kind == LocalBroker.Kind.MOSQUITTO || kind == LocalBroker.Kind.HIVEMQ)) {
                throw new StartException("the broker " + kind + " that was asked for could not be started"
                        + (plan.meters() > METERS_OF_THE_STORY ? "" : ": so few meters need none"));
            }
            AtBroker atBroker = new AtBroker(broker);
            HeadEndConfig config = config(plan).withSts(DemoKeystore.in(plan.folder(), fleet, TOKENS.vending()));
            this.headEnd = parts.own(HeadEnd.start(atBroker.configured(config),
                    FleetFiles.registryOf(fleet, meter -> atBroker.addressOf(meter, fleet)), fleet.keySource(), clock));
            atBroker.begin(fleet, clock).ifPresent(parts::own);
            Ledger ledger = headEnd.ledger();
            Cast cast = new Cast(serial(fleet, PAYER), serial(fleet, THIEF), serial(fleet, POOR));
            this.story = new Story(cast, new Energy(STOLEN_WH), teller, headEnd.replayedSequence());
            teller.begin(plan.folder().toString(), headEnd.apiPort());
            teller.introduce(plan.meters() + " simulated meters, seed " + plan.seed() + ", data in " + plan.folder()
                    + ", API on http://127.0.0.1:" + headEnd.apiPort() + ". One second here is " + SPEED / 60
                    + " minutes there." + (plan.meters() > METERS_OF_THE_STORY ? " " + atBroker.words(fleet) : ""));
            parts.own(EntryFollower.start("story", ledger, 0, story::follow));
            List<FleetMeter> keypads = atBroker.keypads(fleet);
            parts.own(EntryFollower.start("keypads", ledger, 0,
                    new Keypads(headEnd, fleet, keypads, teller)::follow));
            Director director = new Director(ledger, fleet, story, cast, keypads, STOLEN_WH, CURRENCY, plan.seed());
            play("director", director::play);
            play("customers", director::playOthers);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What a thread of the story does. */
    @FunctionalInterface
    private interface Part {
        void play() throws InterruptedException;
    }

    /**
     * Starts everything; what happens is told to {@code out}.
     *
     * @param broker which one MQTT meters are to speak through
     * @throws RuntimeException with a message for the user when something cannot be had
     */
    public static Demo start(DemoPlan plan, LocalBroker.Kind broker, boolean json, PrintWriter out) {
        return new Demo(plan, broker, json, out);
    }

    /**
     * Lets it run for so long, or until interrupted.
     *
     * @return whether all of the story happened
     */
    public boolean run(Optional<Duration> atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.orElse(Duration.ofDays(365)).toNanos();
        boolean interrupted = false;
        while (!interrupted && headEnd.ledger().isRunning() && System.nanoTime() < end) {
            interrupted = told.await(Math.min(200, Math.max(1, (end - System.nanoTime()) / 1_000_000)),
                    TimeUnit.MILLISECONDS);
        }
        if (!headEnd.ledger().isRunning() && !interrupted) {
            teller.end(List.of("the ledger has stopped: "
                    + headEnd.ledger().failure().map(Throwable::getMessage).orElse("it was closed")),
                    headEnd.readingsDone());
            return false;
        }
        List<String> missing = story.missing();
        teller.end(missing, headEnd.readingsDone());
        return missing.isEmpty();
    }

    /** Ends {@link #run} early. */
    public void interrupt() {
        told.countDown();
    }

    @Override
    public void close() {
        parts.close();
    }

    private void play(String name, Part part) {
        Thread thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                part.play();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        parts.own(() -> {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(5));
        });
    }

    private static String serial(Fleet fleet, int place) {
        return fleet.meters().get(place).serial();
    }

    private static HeadEndConfig config(DemoPlan plan) {
        Map<Unit.Kind, FlatRate> rates = Map.of(Unit.Kind.ENERGY, new FlatRate("demo flat rate", CURRENCY, 20));
        Duration interval = Duration.ofMillis(Math.max(POLL.toMillis(), plan.meters() * 1_000L / METERS_PER_SECOND));
        return new HeadEndConfig(plan.folder(), new ApiConfig("127.0.0.1", 0, Optional.empty()),
                new PollingConfig(interval, POLL, WARN_AT_WH, 64),
                DlmsSettings.defaults(), 128, new SupplyPolicy(WARN_AT_WH, GRACE),
                LedgerConfig.of(plan.folder().resolve("journal"), rates), CustodyConfig.NONE,
                StsConfig.NONE, Optional.empty()).withProvider(ProviderConfig.embedded("manager"));
    }
}

package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.demo.FleetFiles;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.tariff.TariffFile;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.simulator.SimulatedClock;
import io.wattle.simulator.object.LoadLimit;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetBuilder;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Meters that stay on while their head-end comes and goes, with balances that live there and tariffs that let a trickle. */
public final class LimitBench implements AutoCloseable {
    public static final long NORMAL_W = 10_000;
    public static final long NORMAL_LPH = 3_000;
    public static final long TRICKLE_W = 200;
    public static final long TRICKLE_LPH = 10;
    private static final Origin AMA = Origin.manual("Ama", "test");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Path folder;
    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-01-05T17:30:00Z"), 60);
    private final Fleet fleet;
    private final Function<FleetMeter, Optional<MeterAddress>> addresses;
    private final UnaryOperator<HeadEndConfig> otherwise;
    private Optional<HeadEnd> headEnd = Optional.empty();
    private Optional<EntryFollower> follower = Optional.empty();
    private final List<LedgerEntry> entries = new CopyOnWriteArrayList<>();
    private int keys;

    /** @param addresses where the head-end finds the meters */
    public LimitBench(Path folder, UnaryOperator<FleetBuilder> more,
            Function<Fleet, Function<FleetMeter, Optional<MeterAddress>>> addresses,
            UnaryOperator<HeadEndConfig> otherwise) {
        this.folder = folder;
        this.fleet = more.apply(Fleet.builder().meters(1).seed(7).clock(clock)).start();
        this.addresses = addresses.apply(fleet);
        this.otherwise = otherwise;
    }

    /** Over DLMS. */
    public static LimitBench start(Path folder, UnaryOperator<FleetBuilder> more) {
        LimitBench bench = new LimitBench(folder, more, _ -> meter -> Optional.of(meter.address()),
                UnaryOperator.identity());
        bench.startHeadEnd();
        return bench;
    }

    public void startHeadEnd() {
        headEnd = Optional.of(HeadEnd.start(otherwise.apply(TestSystem.config(folder)),
                FleetFiles.registryOf(fleet, addresses), fleet.keySource(), clock));
        entries.clear();
        follower = Optional.of(EntryFollower.start("test", ledger(), 0, entries::addAll));
    }

    public void stopHeadEnd() {
        follower.ifPresent(EntryFollower::close);
        headEnd.ifPresent(HeadEnd::close);
        follower = Optional.empty();
        headEnd = Optional.empty();
    }

    /** What the ledger is told while no head-end runs: as if it had been killed after that entry. */
    public void tellOffline(Function<LimitBench, Command> command) {
        try (Ledger ledger = Ledger.open(TestSystem.config(folder).ledger(), clock)) {
            assertThat(ledger.submit(command.apply(this)).join()).isInstanceOf(Outcome.Accepted.class);
        }
    }

    public FleetMeter meter() {
        return fleet.meters().getFirst();
    }

    public SimulatedClock clock() {
        return clock;
    }

    public Ledger ledger() {
        return headEnd.orElseThrow().ledger();
    }

    public void tell(Command command) {
        assertThat(ledger().submit(command).join()).isInstanceOf(Outcome.Accepted.class);
    }

    /** The balance lives here, in units, and a tariff sells that lets a trickle through below 20 kWh or m3. */
    public void keepBalance(String service) {
        await().atMost(PATIENCE)
                .until(() -> ledger().ask(view -> view.meter(meter().serial()).flatMap(one -> one.lastReading()))
                        .join()
                        .isPresent());
        TariffPlan plan = TariffFile.parse("""
                tariff: Trickle of %1$s
                version: 1
                service: %1$s
                currency: USD
                zone: UTC
                price: {flat: 1.00}
                flow-restriction: {below: 20, per-hour: %2$s}
                """.formatted(service, service.equals("water") ? "0.01" : "0.2"));
        tell(new TariffCommand.DraftTariff(AMA, "t-1", plan));
        tell(new TariffCommand.ApproveTariff(Origin.manual("Kofi", "test"), "t-2", plan.name(), 1,
                PlanBytes.digest(plan)));
        tell(new TariffCommand.ActivateTariff(AMA, "t-3", plan.name(), 1, Optional.empty()));
        tell(new BalanceCommand.KeepBalance(AMA, meter().serial(),
                service.equals("water") ? Unit.LITRE : Unit.WATT_HOUR, Optional.empty(), true));
    }

    /** One unit costs 1.00. */
    public Command payment(long minor) {
        keys++;
        return new Command.TakePayment(AMA, "pay-" + keys, meter().serial(), new Money(minor, "USD"));
    }

    public void pay(long minor) {
        tell(payment(minor));
    }

    public Stage stage() {
        return ledger().ask(view -> view.serverBalance(meter().serial(), clock.instant()).map(BalanceStatus::stage))
                .join()
                .orElseThrow();
    }

    public Optional<SupplyLimit> limit() {
        return ledger().ask(view -> view.limitOf(meter().serial())).join();
    }

    public long threshold() {
        return meter().limit().map(LoadLimit::threshold).orElseThrow();
    }

    public void awaitLimit(Command.Answer answer) {
        await("limit " + answer).atMost(PATIENCE)
                .until(() -> limit().filter(one -> one.answer() == answer).isPresent());
    }

    public void awaitNoLimit() {
        await("no limit").atMost(PATIENCE).until(() -> limit().isEmpty());
    }

    /** Until the meter has been read so many times more. */
    public void awaitReadings(int more) {
        long wanted = headEnd.orElseThrow().readingsDone() + more;
        await("readings").atMost(PATIENCE).until(() -> headEnd.orElseThrow().readingsDone() >= wanted);
    }

    /** What the journal has of limits. */
    public <F extends BalanceFact> List<F> facts(Class<F> kind) {
        return entries.stream()
                .flatMap(entry -> entry.facts().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What the API says. */
    public String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + headEnd.orElseThrow().apiPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }

    @Override
    public void close() {
        stopHeadEnd();
        fleet.close();
    }
}

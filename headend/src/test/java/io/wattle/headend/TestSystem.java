package io.wattle.headend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.custody.CustodyConfig;
import io.wattle.headend.polling.PollingConfig;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.headend.supply.NormalLimits;
import io.wattle.headend.supply.SupplyPolicy;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.simulator.SimulatedClock;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetBuilder;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A whole system for a test: real head-end, real wire, simulated meters; every fact that the journal tells. */
public final class TestSystem implements AutoCloseable {
    public static final String CURRENCY = "USD";
    public static final long PRICE_MINOR_PER_KWH = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Origin TESTER = Origin.manual("tester", "test");

    private final Fleet fleet;
    private final HeadEnd headEnd;
    private final EntryFollower follower;
    private final List<LedgerEntry> entries = new CopyOnWriteArrayList<>();

    private TestSystem(Fleet fleet, HeadEnd headEnd) {
        this.fleet = fleet;
        this.headEnd = headEnd;
        this.follower = EntryFollower.start("test", headEnd.ledger(), 0, entries::addAll);
    }

    /** Meters in a folder, polled every 200 ms; answers are waited for one second, so that a lost one shows soon. */
    public static TestSystem start(Path folder, int meters) {
        return start(folder, meters, UnaryOperator.identity(), 60);
    }

    public static TestSystem start(Path folder, int meters, UnaryOperator<FleetBuilder> more, int speed) {
        return start(folder, meters, more, speed, config(folder));
    }

    /** The same, configured otherwise. */
    public static TestSystem startOtherwise(Path folder, int meters, UnaryOperator<HeadEndConfig> otherwise) {
        return start(folder, meters, UnaryOperator.identity(), 60, otherwise.apply(config(folder)));
    }

    /** Meters that take STS tokens by keypad and gateway, and a software module with the fleet's vending keys. */
    public static TestSystem startWithTokens(Path folder, int meters, StsPlan plan, VendingKeyLabel... keys) {
        return startWithTokens(folder, meters, plan, UnaryOperator.identity(), keys);
    }

    /** The same, configured otherwise. */
    public static TestSystem startWithTokens(Path folder, int meters, StsPlan plan,
            UnaryOperator<HeadEndConfig> otherwise, VendingKeyLabel... keys) {
        return startWithTokens(folder, meters, plan, UnaryOperator.identity(), otherwise, keys);
    }

    /** The same with other meters among them. */
    public static TestSystem startWithTokens(Path folder, int meters, StsPlan plan, UnaryOperator<FleetBuilder> more,
            UnaryOperator<HeadEndConfig> otherwise, VendingKeyLabel... keys) {
        StsConfig sts = TokenKeystore.make(folder, 7, keys.length == 0 ? List.of(plan.vending()) : List.of(keys));
        return start(folder, meters, fleet -> more.apply(fleet.sts(plan)), 60,
                otherwise.apply(config(folder).withSts(sts)));
    }

    private static TestSystem start(Path folder, int meters, UnaryOperator<FleetBuilder> more, int speed,
            HeadEndConfig config) {
        Path memory = FleetFiles.in(folder).memory();
        SimulatedClock clock = new SimulatedClock(
                Fleet.lastSimulatedTime(memory).orElse(Instant.parse("2026-01-05T17:30:00Z")), speed);
        Fleet fleet = more.apply(Fleet.builder().meters(meters).seed(7).clock(clock).memory(memory)).start();
        try {
            return new TestSystem(fleet, HeadEnd.start(config, FleetFiles.registryOf(fleet), fleet.keySource(), clock));
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    public static HeadEndConfig config(Path folder) {
        Map<Unit.Kind, FlatRate> rates = Map.of(
                Unit.Kind.ENERGY, new FlatRate("test rate", CURRENCY, PRICE_MINOR_PER_KWH),
                Unit.Kind.VOLUME, new FlatRate("test water rate", CURRENCY, 100),
                Unit.Kind.GAS, new FlatRate("test gas rate", CURRENCY, 50));
        Duration second = Duration.ofSeconds(1);
        return new HeadEndConfig(folder, new ApiConfig("127.0.0.1", 0, Optional.empty()),
                new PollingConfig(Duration.ofMillis(200), Duration.ofMillis(200), 500, 16),
                DlmsSettings.defaults().withTimeouts(second, second, second.multipliedBy(3)), 32,
                new SupplyPolicy(500, Duration.ofMinutes(1), new NormalLimits(10_000, 3_000)),
                LedgerConfig.of(folder.resolve("journal"), rates),
                CustodyConfig.NONE, StsConfig.NONE, Optional.empty());
    }

    public FleetMeter meter(int place) {
        return fleet.meters().get(place);
    }

    public HeadEnd headEnd() {
        return headEnd;
    }

    public Fleet fleet() {
        return fleet;
    }

    public Outcome pay(int place, String key, long amountMinor) {
        return headEnd.ledger()
                .submit(new Command.TakePayment(TESTER, key, meter(place).serial(),
                        new Money(amountMinor, CURRENCY)))
                .join();
    }

    /** The journal, as far as it was followed. */
    public List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    /** Facts of one kind about one meter, so far, in order. */
    public <F extends Fact.OfMeter> List<F> facts(Class<F> kind, int place) {
        return entries.stream()
                .flatMap(entry -> entry.facts().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fact -> fact.meter().equals(meter(place).serial()))
                .toList();
    }

    /** Readings of a meter that came through one channel, so far. */
    public long readingsThrough(String channel, int place) {
        return entries.stream()
                .filter(entry -> entry.origin().channel().equals(channel))
                .flatMap(entry -> entry.facts().stream())
                .filter(fact -> fact instanceof Fact.ReadingAccepted read && read.meter().equals(meter(place).serial()))
                .count();
    }

    public <F extends Fact.OfMeter> F awaitFact(Class<F> kind, int place) {
        return awaitFact(kind, place, 1);
    }

    /** Waits for the so many-th fact of a kind about a meter. */
    public <F extends Fact.OfMeter> F awaitFact(Class<F> kind, int place, int count) {
        AtomicReference<List<F>> found = new AtomicReference<>(List.of());
        await(kind.getSimpleName() + " of meter " + place).atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    found.set(facts(kind, place));
                    return found.get().size() >= count;
                });
        return found.get().get(count - 1);
    }

    /** Waits until polls of a meter have failed so many times in a row, as the API tells. */
    public void awaitFailedPolls(int place, int count) {
        awaitApi("/meters/" + meter(place).serial(),
                body -> JSON.readTree(body).at("/lastPoll/failuresInARow").asInt() >= count);
    }

    /** What an answer of the API must look like. */
    @FunctionalInterface
    public interface AnswerTest {
        boolean isMet(String body) throws IOException;
    }

    /** Waits until the API answers as wanted, and gives that answer. */
    public String awaitApi(String path, AnswerTest wanted) {
        URI uri = URI.create("http://127.0.0.1:" + headEnd.apiPort() + path);
        AtomicReference<String> answer = new AtomicReference<>("");
        try (HttpClient client = HttpClient.newHttpClient()) {
            await("answer of " + path).atMost(PATIENCE).until(() -> {
                answer.set(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
                return wanted.isMet(answer.get());
            });
        }
        return answer.get();
    }

    /** Waits until a meter has been read so many times more. */
    public void awaitReadings(int place, int more) {
        awaitFact(Fact.ReadingAccepted.class, place, facts(Fact.ReadingAccepted.class, place).size() + more);
    }

    @Override
    public void close() {
        follower.close();
        headEnd.close();
        fleet.close();
    }
}

package io.wattle.headend.bench.poll;

import io.wattle.headend.bench.BenchException;
import io.wattle.headend.bench.Figure;
import io.wattle.headend.bench.Figure.Aim;
import io.wattle.headend.bench.Figure.Baseline;
import io.wattle.headend.bench.Machine;
import io.wattle.headend.bench.Report;
import io.wattle.headend.bench.Sample;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.RelayState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * {@code wattle bench inbound}: meters that dial in, stay connected to this one process, and are commanded. Their relays
 * are opened and closed again, each over the connection that the meter made; beside it the same over connections that we
 * make. It fails if a meter is not there, hangs up, or does not do what it is told. For one thread.
 */
public final class InboundBench {
    private static final int AT_ONCE = 256;
    private static final long PATIENCE_S = 180;
    private static final String OURS = "over connections that we make";

    private final int meters;
    private final int rounds;
    private final Duration hold;
    private final Report report;

    /**
     * @param meters 1..60,000; each takes one open file here, and one in the meters' process
     * @param rounds how often each is commanded each way and counts, 1..100; once more before, to warm up
     * @param hold how long they must stay before they are commanded, and again after, 0 s..1 h
     */
    public InboundBench(int meters, int rounds, Duration hold, Report report) {
        if (meters < 1 || meters > 60_000) {
            throw new IllegalArgumentException("--meters must be 1..60000, was: " + meters);
        }
        if (rounds < 1 || rounds > 100) {
            throw new IllegalArgumentException("--rounds must be 1..100, was: " + rounds);
        }
        if (hold.isNegative() || hold.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("--hold must be 0 s to 1 h, was: " + hold);
        }
        this.meters = meters;
        this.rounds = rounds;
        this.hold = hold;
        this.report = report;
    }

    /**
     * Measures.
     *
     * @throws BenchException if a meter is missing or does not do what it is told
     */
    public void run() throws InterruptedException {
        report.machine(Machine.thatHolds(Path.of(System.getProperty("java.io.tmpdir"))));
        report.note(
                meters + " meters of another process dial in, log in as modems do, send a heartbeat every ten seconds"
                        + " and stay; each is told to open its relay and to close it, " + AT_ONCE
                        + " at once; medians of "
                        + rounds + " rounds, in turns");
        InboundSettings port = InboundSettings.on("127.0.0.1", 0)
                .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60));
        DlmsSettings settings = DlmsSettings.defaults()
                .withConnectionsMax(meters + AT_ONCE)
                .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(5))
                .withInbound(Optional.of(port));
        try (DlmsConnector connector = new DlmsConnector(settings, _ -> Optional.of(PollTerms.keys()),
                new WattleClient.Counters(), InstantSource.system())) {
            measure(connector);
        }
    }

    private void measure(DlmsConnector connector) throws InterruptedException {
        HeldPart.Taken before = HeldPart.Taken.now();
        long began = System.nanoTime();
        try (PollMeters dialling = PollMeters.dialling(connector.inboundPort().orElseThrow(), meters)) {
            awaitAll(connector, began);
            double dialledInS = (System.nanoTime() - began) / 1e9;
            HeldPart.Taken with = HeldPart.Taken.now();
            stay(connector);
            PollClient inbound = client(connector, number -> "dlms-inbound:" + PollTerms.serial(number)
                    + "?server=" + number);
            PollClient dialled = client(connector, number -> "dlms://127.0.0.1:" + dialling.address().getPort()
                    + "?server=" + number);
            PollRound.each(inbound, meters, AT_ONCE); // to warm up
            PollRound.each(dialled, meters, AT_ONCE);
            Commanded overTheirs = new Commanded();
            Commanded overOurs = new Commanded();
            for (int round = 0; round < rounds; round++) {
                overTheirs.add(PollRound.each(inbound, meters, AT_ONCE));
                overOurs.add(PollRound.each(dialled, meters, AT_ONCE));
            }
            stay(connector);
            tell("inbound-dial-in", "meters/s", meters / dialledInS, new Baseline("meters", meters), Optional.empty());
            tell("inbound-heap", "bytes", (double) (with.heap() - before.heap()) / meters,
                    new Baseline("aim", 4_096), Optional.of(Aim.atMost(1)));
            tell("inbound-threads", "in all", (double) (with.threads() - before.threads()),
                    new Baseline("meters", meters),
                    Optional.empty());
            tell("inbound-commands", "per s", overTheirs.perSecond,
                    new Baseline(OURS, overOurs.perSecond.median()), Optional.empty());
            tell("inbound-command-p99", "ms", overTheirs.p99Ms, new Baseline(OURS, overOurs.p99Ms.median()),
                    Optional.empty());
            tell("inbound-connected", "meters", connector.inboundConnections(), new Baseline("meters", meters),
                    Optional.of(Aim.atLeast(1)));
        }
    }

    private void awaitAll(DlmsConnector connector, long began) throws InterruptedException {
        while (connector.inboundConnections() < meters) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_S)) {
                throw new BenchException(connector.inboundConnections() + " of " + meters + " meters dialled in within "
                        + PATIENCE_S + " s; does the limit of open files allow more?");
            }
            Thread.sleep(10);
        }
    }

    /** They stay for as long as was asked for. */
    private void stay(DlmsConnector connector) throws InterruptedException {
        long end = System.nanoTime() + hold.toNanos();
        do {
            if (connector.inboundConnections() != meters) {
                throw new BenchException("of " + meters + " meters " + connector.inboundConnections()
                        + " are connected: they do not stay");
            }
            Thread.sleep(Math.min(100, hold.toMillis()));
        } while (System.nanoTime() < end);
    }

    private PollClient client(DlmsConnector connector, java.util.function.IntFunction<String> uri) {
        return new PollClient() {
            @Override
            public CompletableFuture<?> session(int meter) {
                return connector.open(new MeterAddress(PollTerms.serial(meter), URI.create(uri.apply(meter))))
                        .thenCompose(outcome -> commanded(done(outcome)))
                        .toCompletableFuture();
            }

            @Override
            public CompletableFuture<Open> open(int meter) {
                throw new UnsupportedOperationException("meters are commanded, and not held");
            }

            @Override
            public void close() {
                connector.close();
            }
        };
    }

    private static CompletionStage<?> commanded(MeterLink link) {
        return told(link, RelayState.DISCONNECTED).thenCompose(_ -> told(link, RelayState.CONNECTED))
                .whenComplete((_, _) -> link.close());
    }

    private static CompletionStage<?> told(MeterLink link, RelayState wanted) {
        return link.switchRelay(wanted).thenAccept(outcome -> {
            if (done(outcome) != wanted) {
                throw new IllegalStateException("relay was told " + wanted + " and is " + outcome);
            }
        });
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new IllegalStateException(refused.toString());
            case Outcome.Unknown<T> unknown -> throw new IllegalStateException(unknown.toString());
        };
    }

    private void tell(String metric, String unit, double value, Baseline baseline, Optional<Aim> aim) {
        Sample sample = new Sample();
        sample.add(value);
        tell(metric, unit, sample, baseline, aim);
    }

    private void tell(String metric, String unit, Sample sample, Baseline baseline, Optional<Aim> aim) {
        report.figure(Figure.of(metric, unit, sample, baseline, aim));
    }

    /** What the rounds of one way came to. */
    private static final class Commanded {
        private final Sample perSecond = new Sample();
        private final Sample p99Ms = new Sample();

        private void add(PollRound.Result round) {
            perSecond.add(round.perSecond());
            p99Ms.add(round.p99Ms());
        }
    }
}

package io.wattle.headend.bench.poll;

import io.wattle.headend.bench.Figure;
import io.wattle.headend.bench.Figure.Aim;
import io.wattle.headend.bench.Figure.Baseline;
import io.wattle.headend.bench.Machine;
import io.wattle.headend.bench.Report;
import io.wattle.headend.bench.Sample;
import io.wattle.headend.bench.poll.PollClient.Kind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** {@code wattle bench poll}: what a session with a meter costs the client. For one thread. */
public final class PollBench {
    private static final int OPEN = 64; // associations that GETs are asked on
    private static final int THREADED_PART = 10; // of the associations held: each has a thread where Gurux blocks

    private final PollPlan plan;
    private final Report report;

    public PollBench(PollPlan plan, Report report) {
        this.plan = plan;
        this.report = report;
    }

    /**
     * Measures.
     *
     * @throws io.wattle.headend.bench.BenchException if something cannot be measured
     */
    public void run() throws InterruptedException {
        report.machine(Machine.thatHolds(Path.of(System.getProperty("java.io.tmpdir"))));
        report.note(
                "a session: connect, associate (HLS5, suite 0, authenticated and encrypted), GET of register, clock,"
                        + " balance and a profile of 24 rows, release; meters in a process of their own, over loopback; "
                        + plan.atOnce() + " sessions at once; processor time of the client's process alone; medians of "
                        + plan.rounds() + " rounds of " + plan.sessions() + " sessions each, in turns");
        try (PollMeters meters = PollMeters.start()) {
            List<Kind> kinds = contestants();
            sessions(meters, kinds);
            gets(meters, kinds);
            held(meters);
        }
    }

    /** Gurux.net is not shipped: it lies beside the program where Wattle was built. */
    private List<Kind> contestants() {
        try {
            Class.forName("gurux.net.GXNet");
            return List.of(Kind.values());
        } catch (ClassNotFoundException missing) {
            report.note("gurux.net is not shipped (docs/licences.md): run this where Wattle was built to measure it");
            return List.of(Kind.FLOOR, Kind.WATTLE, Kind.GURUX_PLATFORM, Kind.GURUX_VIRTUAL);
        }
    }

    private void sessions(PollMeters meters, List<Kind> kinds) throws InterruptedException {
        Map<Kind, Measured> found = new EnumMap<>(Kind.class);
        Map<Kind, PollClient> clients = new EnumMap<>(Kind.class);
        try {
            for (Kind kind : kinds) {
                found.put(kind, new Measured());
                clients.put(kind, kind.make(meters.address()));
                PollClient client = of(kind, clients);
                WarmUp.run(isThorough(), () -> PollRound.sessions(client, plan.sessions(), plan.atOnce()));
            }
            for (int round = 0; round < plan.rounds(); round++) {
                for (Kind kind : kinds) {
                    of(kind, found).add(PollRound.sessions(of(kind, clients), plan.sessions(), plan.atOnce()));
                }
            }
        } finally {
            clients.values().forEach(PollClient::close);
        }
        Figures figures = new Figures(found, kinds);
        figures.tell("session-cpu", "us", Measured::cpuUs, Map.of(Kind.FLOOR, Aim.atMost(1.5),
                Kind.GURUX_PLATFORM, Aim.atMost(1 / 4.0), Kind.GURUX_VIRTUAL, Aim.atMost(1 / 2.4),
                Kind.GURUX_NET, Aim.atMost(1 / 8.0)));
        figures.tell("sessions", "per s", Measured::perSecond, Map.of());
        figures.tell("session-p50", "ms", Measured::p50Ms, Map.of());
        figures.tell("session-p99", "ms", Measured::p99Ms, Map.of(Kind.FLOOR, Aim.atMost(1.5)));
    }

    private void gets(PollMeters meters, List<Kind> kinds) throws InterruptedException {
        Map<Kind, Measured> found = new EnumMap<>(Kind.class);
        Map<Kind, List<PollClient.Open>> open = new EnumMap<>(Kind.class);
        Map<Kind, PollClient> clients = new EnumMap<>(Kind.class);
        try {
            for (Kind kind : kinds) {
                found.put(kind, new Measured());
                clients.put(kind, kind.make(meters.address()));
                open.put(kind, PollRound.open(of(kind, clients), OPEN, OPEN));
                List<PollClient.Open> associations = of(kind, open);
                WarmUp.run(isThorough(), () -> PollRound.gets(associations, plan.gets()));
            }
            for (int round = 0; round < plan.rounds(); round++) {
                for (Kind kind : kinds) {
                    of(kind, found).add(PollRound.gets(of(kind, open), plan.gets()));
                }
            }
        } finally {
            clients.values().forEach(PollClient::close);
        }
        new Figures(found, kinds).tell("get-cpu", "us", Measured::cpuUs, Map.of(Kind.FLOOR, Aim.atMost(1.5)));
    }

    private static <T> T of(Kind kind, Map<Kind, T> each) {
        return Objects.requireNonNull(each.get(kind));
    }

    private void held(PollMeters meters) throws InterruptedException {
        HeldPart.Held ours = HeldPart.measure(Kind.WATTLE, meters.address(), plan.held());
        HeldPart.Held floor = HeldPart.measure(Kind.FLOOR, meters.address(), plan.held());
        HeldPart.Held threaded = HeldPart.measure(Kind.GURUX_PLATFORM, meters.address(),
                Math.max(1, plan.held() / THREADED_PART));
        once("held-heap", "bytes", ours.heapBytes(), new Baseline("floor", floor.heapBytes()), Optional.empty());
        once("held-heap", "bytes", ours.heapBytes(), new Baseline("aim", 4_096), Optional.of(Aim.atMost(1)));
        once("held-resident", "bytes", ours.residentBytes(), new Baseline("floor", floor.residentBytes()),
                Optional.empty());
        once("held-resident", "bytes", ours.residentBytes(),
                new Baseline("gurux on platform threads", threaded.residentBytes()), Optional.empty());
        once("held-resident", "bytes", ours.residentBytes(), new Baseline("aim", 8_192), Optional.of(Aim.atMost(1)));
        once("held-threads", "in all", (double) ours.threads(),
                new Baseline("gurux on platform threads, a tenth as many", threaded.threads()), Optional.empty());
    }

    private void once(String metric, String unit, double value, Baseline baseline, Optional<Aim> aim) {
        Sample sample = new Sample();
        sample.add(value);
        report.figure(Figure.of(metric, unit, sample, baseline, aim));
    }

    /** One round shows that it works, and no more. */
    private boolean isThorough() {
        return plan.rounds() > 1;
    }

    /** One contestant's rounds. */
    private record Measured(Sample perSecond, Sample cpuUs, Sample p50Ms, Sample p99Ms) {
        Measured() {
            this(new Sample(), new Sample(), new Sample(), new Sample());
        }

        void add(PollRound.Result round) {
            perSecond.add(round.perSecond());
            cpuUs.add(round.cpuUs());
            p50Ms.add(round.p50Ms());
            p99Ms.add(round.p99Ms());
        }
    }

    /** Ours beside each of the others. */
    private final class Figures {
        private final Map<Kind, Measured> found;
        private final List<Kind> kinds;

        Figures(Map<Kind, Measured> found, List<Kind> kinds) {
            this.found = found;
            this.kinds = kinds;
        }

        void tell(String metric, String unit, java.util.function.Function<Measured, Sample> what,
                Map<Kind, Aim> aims) {
            ToDoubleFunction<Kind> median = kind -> what.apply(of(kind, found)).median();
            for (Kind kind : kinds) {
                if (kind != Kind.WATTLE) {
                    report.figure(Figure.of(metric, unit, what.apply(of(Kind.WATTLE, found)),
                            new Baseline(kind.label(), median.applyAsDouble(kind)),
                            Optional.ofNullable(aims.get(kind))));
                }
            }
        }
    }
}

package io.wattle.headend.cli.bench;

import io.wattle.headend.bench.BenchParts;
import io.wattle.headend.bench.BenchPlan.Metric;
import io.wattle.headend.bench.BenchPlan;
import io.wattle.headend.bench.ChildJvm;
import io.wattle.headend.bench.LedgerBench;
import io.wattle.headend.bench.Report;
import io.wattle.headend.bench.crash.CrashChild;
import io.wattle.headend.bench.crash.CrashPlan;
import io.wattle.headend.bench.crash.CrashResult;
import io.wattle.headend.bench.crash.CrashSoak;
import io.wattle.headend.bench.poll.PollParts;
import io.wattle.headend.cli.verb.Shutdown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle bench}: how fast, and how safe when killed. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the ledger beside its baselines, or kills it again and again.", subcommands = {
        VerifyYearCommand.class, BenchCommand.Ledger.class, BenchStsCommand.class, BenchVendingCommand.class,
        BenchMqttCommand.class, BenchPollCommand.class, BenchInboundCommand.class,
        BenchCommand.Crash.class,
        BenchCommand.Part.class})
public final class BenchCommand {

    /** {@code wattle bench ledger}. */
    @Command(name = "ledger", mixinStandardHelpOptions = true, description = "Measures the ledger in the same run as PostgreSQL and the bare disk. A line a figure: value, what it"
            + " is compared with, ratio, aim.")
    static final class Ledger implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Option(names = "--json", description = "One JSON object a line instead of words.")
        private boolean json;

        @Option(names = "--seconds", paramLabel = "N", defaultValue = "5", description = "Length of each contestant's round (default ${DEFAULT-VALUE}).")
        private int seconds;

        @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds of which the median counts (default ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(names = "--only", paramLabel = "METRIC", split = ",", description = "Measures only these: durable-credits, force-latency, latency, verified-readings-in-memory,"
                + " verified-readings-durable, start, heap-per-meter.")
        private List<String> only = List.of();

        @Option(names = "--dir", paramLabel = "DIR", description = "Measures the disk that this folder is on; a folder is made in it and removed (default: the temporary"
                + " folder of the system).")
        private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What arrivals and readings follow from (default ${DEFAULT-VALUE}).")
        private long seed;

        @Option(names = "--tail", paramLabel = "N", defaultValue = "1000000", description = "Entries to start from (default ${DEFAULT-VALUE}).")
        private long tail;

        @Option(names = "--meters", paramLabel = "N", defaultValue = "1000000", description = "Meters to fill the heap with (default ${DEFAULT-VALUE}).")
        private long meters;

        @Option(names = "--require-postgresql", description = "Fails if there is no PostgreSQL to compare with.")
        private boolean requirePostgresql;

        @Override
        public Integer call() throws InterruptedException {
            Report report = new Report(spec.commandLine().getOut(), json);
            try (LedgerBench bench = new LedgerBench(plan(), report)) {
                Shutdown.hook(() -> {
                }, bench::close);
                bench.run();
            }
            return 0;
        }

        private BenchPlan plan() {
            try {
                return new BenchPlan(directory, metrics(), seconds, rounds, seed, tail, meters, requirePostgresql);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
            }
        }

        private Set<Metric> metrics() {
            return only.isEmpty()
                    ? EnumSet.allOf(Metric.class)
                    : only.stream().map(this::metric).collect(Collectors.toSet());
        }

        private Metric metric(String name) {
            return Arrays.stream(Metric.values())
                    .filter(metric -> metric.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "--only must be of "
                            + Arrays.stream(Metric.values()).map(Metric::label).toList() + ", was: " + name));
        }
    }

    /** {@code wattle bench crash}. */
    @Command(name = "crash", mixinStandardHelpOptions = true, description = "Kills a process with a ledger at random moments, again and again on one folder, and looks for what it"
            + " acknowledged. Exit code 1 if anything is lost or doubled.")
    static final class Crash implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Option(names = "--json", description = "A JSON object as the last line instead of words.")
        private boolean json;

        @Option(names = "--runs", paramLabel = "N", defaultValue = "200", description = "How often it is killed (default ${DEFAULT-VALUE}).")
        private int runs;

        @Option(names = "--seed", paramLabel = "N", description = "What payments and moments follow from (default: another one each time; it is printed).")
        private long seed = System.nanoTime();

        @Option(names = "--dir", paramLabel = "DIR", description = "A folder is made in it, and removed if all was well (default: the temporary folder of the system).")
        private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            try (CrashSoak soak = new CrashSoak(plan(), json ? spec.commandLine().getErr()::println : out::println)) {
                Shutdown.hook(() -> {
                }, soak::close);
                CrashResult result = soak.run();
                out.println(json ? result.json().toString() : result.words());
                return result.isGood() ? 0 : 1;
            }
        }

        private CrashPlan plan() {
            try {
                return new CrashPlan(directory, runs, seed);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** {@code wattle bench part}: what the bench runs in a JVM of its own. Not for people. */
    @Command(name = "part", hidden = true)
    static final class Part implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "PART")
        private String part = "";

        @Parameters(index = "1", paramLabel = "DIR")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path directory;

        @Parameters(index = "2..*", paramLabel = "N")
        private List<String> numbers = List.of();

        @Override
        public Integer call() throws InterruptedException, IOException {
            if (part.equals("crash")) {
                CrashChild.run(directory, numbers);
                return 0;
            }
            ChildJvm.endWithParent();
            if (part.equals("poll-meters") || part.equals("poll-held")) {
                PollParts.run(part, numbers, spec.commandLine().getOut());
                return 0;
            }
            long number = Long.parseLong(numbers.getFirst());
            long answer = switch (part) {
                case "heap" -> BenchParts.heapBytes(directory, number);
                case "heap-paid" -> BenchParts.paidBytes(directory, number);
                case "build-tail" -> BenchParts.buildTail(directory, number);
                case "open" -> BenchParts.openUs(directory);
                default -> throw new ParameterException(spec.commandLine(), "there is no part " + part);
            };
            spec.commandLine().getOut().println(answer);
            return 0;
        }
    }
}

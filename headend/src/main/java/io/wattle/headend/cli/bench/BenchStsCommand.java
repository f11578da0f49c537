package io.wattle.headend.cli.bench;

import io.wattle.headend.bench.Report;
import io.wattle.headend.bench.StsBench;
import io.wattle.headend.cli.verb.Shutdown;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle bench sts}. */
@Command(name = "sts", mixinStandardHelpOptions = true, description = "Measures the software security module: tokens a second, with keys at hand, derived, and with the durable memory.")
final class BenchStsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "2", description = "Length of each round (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds of which the median counts (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--dir", paramLabel = "DIR", description = "A folder is made in it and removed (default: the temporary folder of the system).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws InterruptedException {
        try (StsBench bench = bench()) {
            Shutdown.hook(() -> {
            }, bench::close);
            bench.run();
        }
        return 0;
    }

    private StsBench bench() {
        try {
            return new StsBench(directory, rounds, seconds, new Report(spec.commandLine().getOut(), json));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}

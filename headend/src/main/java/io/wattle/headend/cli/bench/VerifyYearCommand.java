package io.wattle.headend.cli.bench;

import io.wattle.headend.bench.Scratch;
import io.wattle.headend.bench.year.YearPlan;
import io.wattle.headend.bench.year.YearReport;
import io.wattle.headend.bench.year.YearResult;
import io.wattle.headend.bench.year.YearRun;
import io.wattle.headend.cli.verb.Shutdown;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle bench verify-year}: does the ledger find every fraud and nothing else? */
@Command(name = "verify-year", mixinStandardHelpOptions = true, description = "Simulates meters through a year with legal traffic, bad communication and frauds of each kind, and judges"
        + " what the ledger finds. Exit code 0 only if nothing is missed, nothing is false and every book is equal.")
final class VerifyYearCommand implements Callable<Integer> {
    private static final int PROGRESS_DAYS = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What everything follows from (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--meters", paramLabel = "N", defaultValue = "1000", description = "1 to 100000 (default ${DEFAULT-VALUE}).")
    private int meters;

    @Option(names = "--days", paramLabel = "N", defaultValue = "365", description = "10 to 3660 (default ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--readings-per-day", paramLabel = "N", defaultValue = "24", description = "Of each meter; must divide 1440 (default ${DEFAULT-VALUE}).")
    private int readingsPerDay;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder for the journal, which stays; without, a temporary one that is removed. A year of 1000 meters"
            + " takes some gigabytes.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    @Override
    public Integer call() {
        if (directory != null) {
            return run(directory);
        }
        try (Scratch scratch = Scratch.in(Path.of(System.getProperty("java.io.tmpdir")))) {
            Shutdown.hook(() -> {
            }, scratch::close);
            return run(scratch.folder());
        }
    }

    private int run(Path folder) {
        YearPlan plan = plan(folder);
        PrintWriter err = spec.commandLine().getErr();
        YearResult result = new YearRun(plan, day -> {
            if (day % PROGRESS_DAYS == 0 || day == days) {
                err.println("day " + day + " of " + days);
                err.flush();
            }
        }).run();
        new YearReport(spec.commandLine().getOut(), json).print(result);
        return result.isGood() ? 0 : 1;
    }

    private YearPlan plan(Path folder) {
        try {
            return new YearPlan(seed, meters, days, readingsPerDay, folder);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), Optional.ofNullable(e.getMessage()).orElse("wrong plan"));
        }
    }
}

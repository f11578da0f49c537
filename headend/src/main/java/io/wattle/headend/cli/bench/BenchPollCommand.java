package io.wattle.headend.cli.bench;

import io.wattle.headend.bench.Report;
import io.wattle.headend.bench.poll.PollBench;
import io.wattle.headend.bench.poll.PollPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle bench poll}. */
@Command(name = "poll", mixinStandardHelpOptions = true, description = "What a session with a DLMS meter costs, beside a floor written by hand and the Gurux library.")
final class BenchPollCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    @Option(names = "--short", description = "Everything once and little of it: shows that it works, not how fast it is.")
    private boolean shortest;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds of which the median counts (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--sessions", paramLabel = "N", defaultValue = "4000", description = "Sessions of each contestant in each round (default ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(names = "--at-once", paramLabel = "N", defaultValue = "256", description = "Sessions at once (default ${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(names = "--gets", paramLabel = "N", defaultValue = "500", description = "GETs on each of 64 open associations in each round (default ${DEFAULT-VALUE}).")
    private int gets;

    @Option(names = "--held", paramLabel = "N", defaultValue = "10000", description = "Associations held open (default ${DEFAULT-VALUE}); the limit of open files must be above.")
    private int held;

    @Override
    public Integer call() throws InterruptedException {
        new PollBench(plan(), new Report(spec.commandLine().getOut(), json)).run();
        return 0;
    }

    private PollPlan plan() {
        try {
            return shortest ? PollPlan.shortest() : new PollPlan(rounds, sessions, atOnce, gets, held);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}

package io.wattle.headend.cli.bench;

import io.wattle.headend.bench.Report;
import io.wattle.headend.bench.poll.InboundBench;
import io.wattle.headend.cli.verb.Durations;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle bench inbound}. */
@Command(name = "inbound", mixinStandardHelpOptions = true, description = "Meters that dial in, stay connected to one process, and are commanded, each of them.")
final class BenchInboundCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    @Option(names = "--meters", paramLabel = "N", defaultValue = "10000", description = "How many (default ${DEFAULT-VALUE}); the limit of open files must be above.")
    private int meters;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "How often each is commanded each way (default ${DEFAULT-VALUE}); once more before, to warm up.")
    private int rounds;

    @Option(names = "--hold", paramLabel = "TIME", defaultValue = "30s", converter = Durations.class, description = "How long they must stay, before and after the commands (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Duration hold;

    @Override
    public Integer call() throws InterruptedException {
        bench().run();
        return 0;
    }

    private InboundBench bench() {
        try {
            return new InboundBench(meters, rounds, hold, new Report(spec.commandLine().getOut(), json));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}

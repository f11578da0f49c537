package io.wattle.headend.cli.bench;

import io.wattle.headend.bench.Report;
import io.wattle.headend.bench.VendingBench;
import io.wattle.headend.cli.verb.Shutdown;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle bench vending}. */
@Command(name = "vending", mixinStandardHelpOptions = true, description = "A town opens its accounts, buys by a tariff and redeems prepaid cards, beside sales at one flat rate.")
final class BenchVendingCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    @Option(names = "--accounts", paramLabel = "N", defaultValue = "1000000", description = "How many (default ${DEFAULT-VALUE}).")
    private long accounts;

    @Option(names = "--dir", paramLabel = "DIR", description = "A folder is made in it and removed (default: the temporary folder of the system).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws InterruptedException {
        try (VendingBench bench = bench()) {
            Shutdown.hook(() -> {
            }, bench::close);
            bench.run();
        }
        return 0;
    }

    private VendingBench bench() {
        try {
            return new VendingBench(directory, accounts, new Report(spec.commandLine().getOut(), json));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}

package io.wattle.headend.cli.bench;

import io.wattle.headend.bench.MqttBench;
import io.wattle.headend.bench.Report;
import io.wattle.headend.cli.verb.Shutdown;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle bench mqtt}. */
@Command(name = "mqtt", mixinStandardHelpOptions = true, description = "Readings through a real Mosquitto to durable entries, beside the same that are only read and acknowledged.")
final class BenchMqttCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "20000", description = "How many in each round (default ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--dir", paramLabel = "DIR", description = "A folder is made in it and removed (default: the temporary folder of the system).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws InterruptedException {
        try (MqttBench bench = bench()) {
            Shutdown.hook(() -> {
            }, bench::close);
            bench.run();
        }
        return 0;
    }

    private MqttBench bench() {
        try {
            return new MqttBench(directory, messages, new Report(spec.commandLine().getOut(), json));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}

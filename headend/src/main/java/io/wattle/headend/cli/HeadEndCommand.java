package io.wattle.headend.cli;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.cli.verb.Shutdown;
import io.wattle.headend.registry.LiveKeyFile;
import io.wattle.headend.registry.MeterModels;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.protocols.meter.MeterAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle headend}: the server. */
@Command(name = "headend", mixinStandardHelpOptions = true, description = "Runs the head-end: polls the meters of a file, keeps the ledger, serves the API.")
final class HeadEndCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file; --print-config shows every key.")
    private @Nullable Path config;

    @Option(names = "--print-config", description = "Prints every key with its default, unit and meaning, and ends.")
    private boolean printConfig;

    @Override
    public Integer call() throws InterruptedException {
        if (printConfig) {
            spec.commandLine().getOut().print(HeadEndConfig.printed());
            spec.commandLine().getOut().flush();
            return 0;
        }
        if (config == null) {
            throw new ParameterException(spec.commandLine(), "--config FILE is missing");
        }
        CommandLogging.verbose();
        HeadEndConfig.WithFiles files = HeadEndConfig.read(config);
        MeterRegistry registry = MeterRegistry.read(files.meters(),
                files.models().map(MeterModels::read).orElse(MeterModels.NONE));
        return serve(HeadEnd.start(files.config(), registry, LiveKeyFile.open(files.keys()), Clock.systemUTC()),
                registry);
    }

    /** Runs until it is told to stop, or until the ledger has stopped for good. */
    private int serve(HeadEnd headEnd, MeterRegistry registry) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Shutdown.hook(told::countDown, headEnd::close);
        spec.commandLine()
                .getOut()
                .println("wattle: " + begun(registry, headEnd.apiPort(), headEnd.inboundPort()));
        spec.commandLine().getOut().flush();
        while (headEnd.ledger().isRunning()) {
            if (told.await(500, TimeUnit.MILLISECONDS)) {
                return 0;
            }
        }
        spec.commandLine()
                .getErr()
                .println("wattle: the ledger has stopped: "
                        + headEnd.ledger().failure().map(Throwable::getMessage).orElse("it was closed"));
        headEnd.close();
        return 1;
    }

    /** Where it is found, and that nobody finds it who should. */
    static String begun(MeterRegistry registry, int apiPort, Optional<Integer> inboundPort) {
        long dialling = registry.all()
                .stream()
                .filter(meter -> meter.address().filter(HeadEndCommand::dialsIn).isPresent())
                .count();
        String inbound = inboundPort.map(port -> ", meters dial in on port " + port)
                .orElse(dialling == 0
                        ? ""
                        : "; " + dialling
                                + " of them dial in, and cannot: dlms.inbound-host is not set");
        return registry.all().size() + " meters, API on port " + apiPort + inbound;
    }

    private static boolean dialsIn(MeterAddress address) {
        return "dlms-inbound".equals(address.uri().getScheme());
    }
}

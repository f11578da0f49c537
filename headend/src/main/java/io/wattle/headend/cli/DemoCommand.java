package io.wattle.headend.cli;

import io.wattle.headend.broker.LocalBroker;
import io.wattle.headend.cli.verb.Durations;
import io.wattle.headend.cli.verb.Shutdown;
import io.wattle.headend.demo.Demo;
import io.wattle.headend.demo.DemoPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle demo}: the whole system on embedded defaults. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Runs a head-end against a simulated fleet and tells what happens: a credit that is proved, one that"
        + " is not, a cut after a warning, and power again after a payment.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--for", paramLabel = "TIME", converter = Durations.class, description = "Ends by itself after so long, such as 60s; exit code 0 only if the whole story happened.")
    private @Nullable Duration duration;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "What the fleet follows from (default 1).")
    private @Nullable Long seed;

    @Option(names = "--meters", paramLabel = "N", description = "Size of the fleet, 3 to 20000 (default 12).")
    private @Nullable Integer meters;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder to keep journal, store and meters in; the same folder goes on where it ended. Without, a"
            + " temporary one.")
    private @Nullable Path data;

    @Option(names = "--broker", paramLabel = "KIND", defaultValue = "any", description = "Through which broker every fourth meter speaks MQTT: mosquitto, hivemq, none, or any, which is Mosquitto if this machine has one (default ${DEFAULT-VALUE}).")
    private LocalBroker.Kind broker = LocalBroker.Kind.ANY;

    @Override
    public Integer call() throws InterruptedException {
        if (meters != null && (meters < DemoPlan.METERS_MIN || meters > DemoPlan.METERS_MAX)) {
            throw new ParameterException(spec.commandLine(), "--meters must be " + DemoPlan.METERS_MIN + ".."
                    + DemoPlan.METERS_MAX + ", was: " + meters);
        }
        Path folder = data == null ? temporary() : data;
        boolean held = run(folder);
        if (held && data == null) {
            FileTree.delete(folder);
        }
        return held ? 0 : 1;
    }

    private boolean run(Path folder) throws InterruptedException {
        DemoPlan plan = DemoPlan.in(folder, seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                meters == null ? OptionalInt.empty() : OptionalInt.of(meters));
        Demo demo = Demo.start(plan, broker, json, spec.commandLine().getOut());
        Shutdown.hook(demo::interrupt, demo::close);
        try {
            return demo.run(Optional.ofNullable(duration));
        } finally {
            demo.close();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("wattle-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }
}

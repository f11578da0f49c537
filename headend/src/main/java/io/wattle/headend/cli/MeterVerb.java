package io.wattle.headend.cli;

import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.KeyFile;
import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.KeySource;
import io.wattle.protocols.dlms.Steps;
import io.wattle.protocols.dlms.field.Found;
import io.wattle.protocols.dlms.object.typed.Shown;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One thing done to one meter over a link of its own. */
abstract class MeterVerb implements Callable<Integer> {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30); // of one question, however long all may take

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URI", description = "Where the meter is, such as dlms://10.0.0.9:4059?auth=hls5.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private URI uri;

    @Option(names = "--meter", paramLabel = "SERIAL", description = "The serial number that the meter must give; without, whoever answers is meant.")
    private @Nullable String serial;

    @Option(names = "--keys", paramLabel = "FILE", description = "Lines of: serial, encryption key, authentication key, and what else is needed, as password=...")
    private @Nullable Path keyFile;

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, description = "Longest wait, for all of it; 30s, an image 1h, if not said.")
    private @Nullable Duration timeout;

    @Option(names = "--json", description = "JSON, one object a line, instead of a table.")
    private boolean json;

    @Mixin
    private final SecurityOptions security = new SecurityOptions();

    /** Longest wait if none is said. */
    Duration usualTimeout() {
        return Duration.ofSeconds(30);
    }

    final Duration timeout() {
        return timeout == null ? usualTimeout() : timeout;
    }

    final boolean json() {
        return json;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Someone who works on an open link. */
    interface Work<T> {
        Outcome<T> on(CosemLink link, DlmsAddress address);
    }

    final <T> Outcome<T> ask(Work<T> work) {
        URI full = security.on(uri);
        DlmsAddress address = address(full);
        Duration answer = timeout().compareTo(ANSWER_MAX) < 0 ? timeout() : ANSWER_MAX;
        DlmsSettings settings;
        try {
            settings = DlmsSettings.defaults()
                    .withClientTitle(CounterFile.newClientTitle())
                    .withTimeouts(answer, answer, timeout());
        } catch (IllegalArgumentException e) {
            throw wrong("--timeout: " + e.getMessage());
        }
        try (DlmsConnector connector = new DlmsConnector(settings, keys(), new AskedCounters(), Clock.systemUTC())) {
            MeterAddress meter = serial == null ? MeterAddress.ofWhoever(full) : new MeterAddress(serial, full);
            return Steps.then(connector.openCosem(meter).toCompletableFuture().join(), link -> {
                try (link) {
                    return work.on(link, address);
                }
            });
        }
    }

    /** Prints what the meter holds, or says why not; answers the exit code. */
    final int show(Outcome<? extends Found<?>> outcome) {
        return switch (outcome) {
            case Outcome.Done<? extends Found<?>>(Found<?> found) -> {
                found.shown().forEach(this::print);
                out().flush();
                yield 0;
            }
            case Outcome.Refused<? extends Found<?>>(Refusal reason, String detail) ->
                failed("REFUSED", reason.name(), detail);
            case Outcome.Unknown<? extends Found<?>>(Cause cause, String detail) ->
                failed("UNKNOWN", cause.name(), detail);
        };
    }

    final int failed(String outcome, String reason, String detail) {
        if (json) {
            out().println(new JsonLine().with("outcome", outcome).with("reason", reason).with("detail", detail));
            out().flush();
        } else {
            spec.commandLine().getErr().println("wattle: " + outcome + " " + reason + ": " + detail);
        }
        return 1;
    }

    private void print(Shown shown) {
        if (json) {
            JsonLine line = new JsonLine().with("attribute", shown.name()).with("means", shown.text());
            out().println(shown.odd() ? line.with("odd", true) : line);
        } else {
            out().printf("%-42s %s%n", shown.name(), shown.text());
        }
    }

    private DlmsAddress address(URI full) {
        if (full.getScheme() == null || !DlmsConnector.schemes().contains(full.getScheme())) {
            throw wrong("URI must begin with one of " + DlmsConnector.schemes() + ", was: " + full);
        }
        try {
            return DlmsAddress.parse(full);
        } catch (IllegalArgumentException e) {
            throw wrong("URI: " + e.getMessage());
        }
    }

    private KeySource keys() {
        if (keyFile == null) {
            return EnvironmentKeys.fromEnvironment();
        }
        KeyFile file = KeyFile.read(keyFile);
        if (serial == null && file.size() != 1) {
            throw wrong("--meter SERIAL is needed: " + keyFile + " has keys of " + file.size() + " meters");
        }
        return serial == null ? _ -> file.first() : file;
    }
}

package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.Durations;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.text.FileWords;
import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.field.Found;
import io.wattle.protocols.dlms.object.typed.Shown;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.optical.dlms.DlmsWays;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
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
    private static final Duration DIALLING_MAX = Duration.ofMinutes(5); // how long a meter is waited for that dials in

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URI", description = "Where the meter is, such as dlms://10.0.0.9:4059?auth=hls5.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private URI uri;

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, description = "Longest wait, for all of it; 30s, an image 1h, if not said.")
    private @Nullable Duration timeout;

    @Option(names = "--json", description = "JSON, one object a line, instead of a table.")
    private boolean json;

    @Mixin
    private final MeterKeys meter = new MeterKeys();

    @Mixin
    private final InboundOption inbound = new InboundOption();

    @Mixin
    private final ModelOption models = new ModelOption();

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

    /** That a file which was named on the command line cannot be used. */
    final ParameterException unreadable(Path file, IOException why) {
        return wrong(file + " cannot be read: " + FileWords.why(why));
    }

    final ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Someone who works on an open link. */
    interface Work<T> {
        Outcome<T> on(CosemLink link, DlmsAddress address);
    }

    final <T> Outcome<T> ask(Work<T> work) {
        URI full = models.on(security.on(spec, uri));
        DlmsAddress address = MeterUris.address(spec, full);
        Duration answer = atMost(ANSWER_MAX);
        DlmsSettings settings;
        try {
            settings = DlmsSettings.defaults()
                    .withClientTitle(CounterFile.newClientTitle())
                    .withTimeouts(inbound.isGiven() ? atMost(DIALLING_MAX) : answer, answer, timeout());
        } catch (IllegalArgumentException e) {
            throw wrong("--timeout: " + e.getMessage());
        }
        try (DlmsConnector connector = new DlmsConnector(inbound.on(spec, settings, address), meter.source(spec),
                new AskedCounters(), Clock.systemUTC())) {
            InboundOption.tell(spec, connector.inboundPort());
            return DlmsWays.open(connector, meter.at(full)).toCompletableFuture().join().then(link -> {
                try (link) {
                    return work.on(link, address);
                }
            });
        }
    }

    private Duration atMost(Duration longest) {
        return timeout().compareTo(longest) < 0 ? timeout() : longest;
    }

    /** Prints what the meter holds, or says why not; answers the exit code. */
    final int show(Outcome<? extends Found<?>> outcome) {
        return answer(outcome, found -> {
            found.shown().forEach(this::print);
            out().flush();
            return 0;
        });
    }

    /** The same of one thing that the meter then says. */
    final int tell(String attribute, Outcome<String> outcome) {
        return answer(outcome, text -> {
            print(new Shown(attribute, text, false));
            out().flush();
            return 0;
        });
    }

    /** Prints why not, if it was not done; answers the exit code. */
    final <T> int answer(Outcome<T> outcome, ToIntFunction<T> done) {
        return MeterAnswer.of(spec, json, outcome, done);
    }

    final int failed(String outcome, String reason, String detail) {
        return MeterAnswer.failed(spec, json, outcome, reason, detail);
    }

    private void print(Shown shown) {
        if (json) {
            JsonLine line = new JsonLine().with("attribute", shown.name()).with("means", shown.text());
            out().println(shown.odd() ? line.with("odd", true) : line);
        } else {
            out().printf("%-42s %s%n", shown.name(), shown.text());
        }
    }
}

package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.Durations;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.optical.dlms.DlmsWays;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle read}: one look at one meter. */
@Command(name = "read", mixinStandardHelpOptions = true, description = "Reads one meter, such as dlms://127.0.0.1:4059?client=1&server=1&auth=hls5, and prints what it"
        + " shows.", footer = {"",
                "HDLC: read --hdlc 'dlms://gateway:4001?address=17', or read --serial '/dev/ttyUSB0?baud=9600&address=17'; after a mode E sign-on: read 'dlms+optical:/dev/ttyUSB0?address=17'."
                        + " Every parameter is in docs/dlms.md.",
                "Keys come from --keys, or from the environment: " + EnvironmentKeys.ENCRYPTION + " and "
                        + EnvironmentKeys.AUTHENTICATION + ", 32 hex digits each, " + EnvironmentKeys.PASSWORD
                        + ", and others that docs/dlms.md names. Never from the command line."})
public final class ReadCommand implements Callable<Integer> {
    private static final String NO_KEY_HELP = "give --keys FILE that has them, or set "
            + EnvironmentKeys.ENCRYPTION + " and " + EnvironmentKeys.AUTHENTICATION + ", or what docs/dlms.md names";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "URI", arity = "0..1", description = "Where the meter is; not with --serial.")
    private @Nullable URI given;

    @Option(names = "--hdlc", description = "Speaks HDLC to the TCP port of a dlms: URI, or to a meter that dials in, in place of the wrapper; as dlms+hdlc: and link=hdlc do.")
    private boolean hdlc;

    @Option(names = "--serial", paramLabel = "PORT", description = "Speaks HDLC on a serial port, such as /dev/ttyUSB0, in place of a URI; as dlms+serial: does.")
    private @Nullable String serialPort;

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, defaultValue = "10s", description = "Longest wait, for all of it (default ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Mixin
    private final MeterKeys meter = new MeterKeys();

    @Mixin
    private final InboundOption inbound = new InboundOption();

    @Mixin
    private final ModelOption models = new ModelOption();

    @Mixin
    private final SecurityOptions security = new SecurityOptions();

    @Mixin
    private final ObjectOptions objects = new ObjectOptions();

    @Override
    public Integer call() {
        URI uri = models.on(security.on(spec, uri()));
        DlmsSettings settings = inbound.on(spec, settings(), MeterUris.address(spec, uri));
        try (DlmsConnector connector = new DlmsConnector(settings, meter.source(spec), new AskedCounters(),
                Clock.systemUTC())) {
            MeterAddress address = meter.at(uri);
            InboundOption.tell(spec, connector.inboundPort());
            return objects.areAsked() ? objects.read(connector, address, spec, json) : print(read(connector, address));
        }
    }

    private DlmsSettings settings() {
        try {
            return DlmsSettings.defaults()
                    .withClientTitle(CounterFile.newClientTitle())
                    .withTimeouts(timeout, timeout, timeout);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--timeout: " + e.getMessage());
        }
    }

    private URI uri() {
        if (inbound.isGiven() && given == null && serialPort == null) {
            return MeterUris.of(spec, "--meter", "dlms-inbound:" + meter.serialOrAny() + (hdlc ? "?link=hdlc" : ""));
        }
        if ((given == null) == (serialPort == null)) {
            throw new ParameterException(spec.commandLine(), objects.uriTakenForProfile()
                    .map(uri -> "--profile took " + uri + " for its name: give the URI first, or --profile=load")
                    .orElse("give a URI, --serial PORT or --inbound PORT, one of them"));
        }
        if (given == null) {
            return serialUri(String.valueOf(serialPort));
        }
        return hdlc && "dlms".equals(given.getScheme())
                ? URI.create("dlms+hdlc" + given.toString().substring("dlms".length()))
                : given;
    }

    private URI serialUri(String port) {
        try {
            return URI.create("dlms+serial:" + port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--serial must be PORT or PORT?parameters, was: " + port);
        }
    }

    private static Outcome<MeterReading> read(DlmsConnector connector, MeterAddress address) {
        return DlmsWays.open(connector, address).toCompletableFuture().join().then(link -> {
            try (link) {
                return link.read().toCompletableFuture().join();
            }
        });
    }

    private int print(Outcome<MeterReading> outcome) {
        return MeterAnswer.of(spec, json, withHelp(outcome), reading -> {
            show(reading);
            return 0;
        });
    }

    private static Outcome<MeterReading> withHelp(Outcome<MeterReading> outcome) {
        return outcome instanceof Outcome.Refused<MeterReading>(Refusal reason, String detail)
                && reason == Refusal.NO_KEY
                        ? Outcome.refused(reason, detail + "; " + NO_KEY_HELP)
                        : outcome;
    }

    private void show(MeterReading reading) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonLine line = new JsonLine().with("outcome", "DONE")
                    .with("meter", reading.meterSerial())
                    .with("meterTime", reading.meterTime())
                    .with("register", reading.register().value())
                    .with("unit", ReadingIntake.quantity(reading.register()).unit().code());
            reading.balance()
                    .ifPresent(balance -> line.with("balance", balance.value())
                            .with("balanceUnit", ReadingIntake.quantity(balance).unit().code()));
            reading.relay().ifPresent(relay -> line.with("relay", relay));
            out.println(line);
        } else {
            out.printf("%-12s %s%n", "Meter", reading.meterSerial());
            out.printf("%-12s %s%n", "Its time", reading.meterTime());
            out.printf("%-12s %s%n", "Register", QuantityText.of(ReadingIntake.quantity(reading.register())));
            reading.balance()
                    .ifPresent(balance -> out.printf("%-12s %s%n", "Balance",
                            QuantityText.of(ReadingIntake.quantity(balance))));
            reading.relay().ifPresent(relay -> out.printf("%-12s %s%n", "Relay", relay));
        }
        out.flush();
    }
}

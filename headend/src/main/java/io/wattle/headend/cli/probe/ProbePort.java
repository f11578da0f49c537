package io.wattle.headend.cli.probe;

import io.wattle.headend.optical.MapFiles;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.optical.OpticalConnector;
import io.wattle.protocols.optical.OpticalSettings;
import io.wattle.protocols.optical.PasswordSource;
import io.wattle.protocols.optical.dlms.ModeEConnector;
import io.wattle.protocols.optical.session.Password;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.protocols.optical.session.TroubleCounts;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Options by which a command finds a meter before a probe, and how it speaks to it. */
final class ProbePort {
    private static final Duration OPENING = Duration.ofSeconds(5);
    private static final int RESPONSE_MS_MIN = 10;
    private static final int RESPONSE_MS_MAX = 60_000;

    /** Whose reader. */
    enum Driver {
        OWN, J62056
    }

    @Parameters(index = "0", paramLabel = "PORT", description = "Where the probe or the bus is.")
    private String port = "";

    @Option(names = "--address", paramLabel = "ADDRESS", description = "The meter's address on a bus; without, whoever is before the probe answers.")
    private String address = "";

    @Option(names = "--meter", paramLabel = "SERIAL", description = "The serial number that the meter must give.")
    private Optional<String> serial = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "The map of the make (default: the one that fits what the meter says).")
    private Optional<String> model = Optional.empty();

    @Option(names = "--maps", paramLabel = "DIR", description = "A folder of maps besides those that come with Wattle.")
    private Optional<Path> maps = Optional.empty();

    @Option(names = "--password-file", paramLabel = "FILE", description = "Holds the password of the programming mode; - for standard input.")
    private Optional<String> passwordFile = Optional.empty();

    @Option(names = "--utcoffset", paramLabel = "MINUTES", description = "How far the meter's local time is ahead of UTC.")
    private int utcOffset;

    @Option(names = "--baud", paramLabel = "BAUD", description = "At which to sign on (default 300; 2400 with --push).")
    private Optional<Integer> baud = Optional.empty();

    @Option(names = "--maxbaud", paramLabel = "BAUD", description = "The highest to change to.")
    private Optional<Integer> maxBaud = Optional.empty();

    @Option(names = "--wakeup", description = "Wake a meter that sleeps on its battery.")
    private boolean wakeUp;

    @Option(names = "--push", description = "The meter speaks unasked: listen.")
    private boolean push;

    @Option(names = "--attempts", paramLabel = "N", defaultValue = "3", description = "How often to try (default ${DEFAULT-VALUE}).")
    private int attempts = 3;

    @Option(names = "--response", paramLabel = "MS", defaultValue = "1500", description = "Longest wait for a meter's first character (default ${DEFAULT-VALUE} ms).")
    private int responseMs = 1_500;

    @Option(names = "--driver", paramLabel = "NAME", defaultValue = "own", description = "Who reads: own, or j62056, a reader made by others, for modes A to C (default ${DEFAULT-VALUE}).")
    private Driver driver = Driver.OWN;

    @Mixin
    private final ProbeDlms dlms = new ProbeDlms();

    @Option(names = "--unpaced", description = "The line has no speed, as a pseudo terminal: wait for nothing but answers.")
    private boolean unpaced;

    /** Holds one conversation; what went wrong and was mended is told on standard error. */
    <T> Outcome<T> hold(CommandSpec spec, Function<MeterLink, Outcome<T>> talk) {
        TroubleCounts troubles;
        Outcome<T> outcome;
        try (Way way = dlms.way(spec).map(how -> overDlms(spec, how)).orElseGet(() -> direct(spec))) {
            troubles = way.troubles();
            URI uri = way.uri();
            MeterAddress where = serial.map(number -> new MeterAddress(number, uri))
                    .orElseGet(() -> MeterAddress.ofWhoever(uri));
            outcome = way.connector().open(where).toCompletableFuture().join().then(link -> {
                try (link) {
                    return talk.apply(link);
                }
            });
        }
        PrintWriter err = spec.commandLine().getErr();
        troubles.seen()
                .forEach((trouble, count) -> err.println("wattle: on the line, " + count + " times " + trouble));
        return outcome;
    }

    /** Who speaks, to where, and what went wrong. */
    private record Way(MeterConnector connector, URI uri, TroubleCounts troubles) implements AutoCloseable {
        @Override
        public void close() {
            connector.close();
        }
    }

    private Way direct(CommandSpec spec) {
        OpticalConnector optical = new OpticalConnector(OpticalSettings.defaults().withSession(settings(spec)),
                MapFiles.read(maps), passwords(), Clock.systemUTC(),
                name -> watched(spec, SerialPorts.open(name, OPENING)));
        return new Way(optical, uri(spec, port.contains("://") ? "optical+" : "optical:", "&"
                + opticalParameters().stream().collect(Collectors.joining("&"))), optical.troubles());
    }

    private Way overDlms(CommandSpec spec, ProbeDlms.Kind how) {
        SessionSettings settings = settings(spec);
        DlmsConnector connector = dlms.connector(spec, serial);
        ModeEConnector modeE = new ModeEConnector(connector, settings,
                name -> watched(spec, SerialPorts.open(name, OPENING)));
        List<String> parameters = new ArrayList<>(dlms.parameters());
        if (how == ProbeDlms.Kind.MODE_E) {
            parameters.addAll(address.isEmpty() ? List.of() : List.of("device=" + address));
            baud.ifPresent(first -> parameters.add("signon=" + first));
            maxBaud.ifPresent(most -> parameters.add("baud=" + most));
            parameters.addAll(wakeUp ? List.of("wakeup=yes") : List.of());
        } else {
            maxBaud.or(() -> baud).ifPresent(speed -> parameters.add("baud=" + speed));
        }
        return new Way(how == ProbeDlms.Kind.MODE_E ? modeE : connector, uri(spec, how.scheme() + ":",
                parameters.stream().map("&"::concat).collect(Collectors.joining())), modeE.troubles());
    }

    private SessionSettings settings(CommandSpec spec) {
        if (responseMs < RESPONSE_MS_MIN || responseMs > RESPONSE_MS_MAX) {
            throw new ParameterException(spec.commandLine(), "--response must be " + RESPONSE_MS_MIN + ".."
                    + RESPONSE_MS_MAX + " ms, was: " + responseMs);
        }
        try {
            SessionSettings all = SessionSettings.defaults()
                    .withTimes(Duration.ofMillis(responseMs), Duration.ofMinutes(5))
                    .withAttempts(attempts);
            return unpaced ? all.unpaced() : all;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    /** Behind a progress bar if a person is looking. */
    private static SerialLine watched(CommandSpec spec, SerialLine line) {
        boolean person = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return person ? new ProgressLine(line, spec.commandLine().getErr()) : line;
    }

    private List<String> opticalParameters() {
        List<String> given = new ArrayList<>();
        if (!address.isEmpty()) {
            given.add("address=" + address);
        }
        model.ifPresent(name -> given.add("model=" + name));
        baud.ifPresent(first -> given.add("baud=" + first));
        maxBaud.ifPresent(most -> given.add("maxbaud=" + most));
        given.addAll(wakeUp ? List.of("wakeup=yes") : List.of());
        given.addAll(push ? List.of("push=yes") : List.of());
        given.addAll(driver == Driver.OWN ? List.of() : List.of("driver=j62056"));
        return given;
    }

    private URI uri(CommandSpec spec, String before, String parameters) {
        String text = before + port + (port.contains("?") ? '&' : '?') + "utcoffset=" + utcOffset
                + (parameters.equals("&") ? "" : parameters);
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "PORT or a parameter of it cannot be in an address: "
                    + text, e);
        }
    }

    private PasswordSource passwords() {
        Optional<Password> password = passwordFile.map(file -> new Password(secret(file)));
        return _ -> password;
    }

    /** The first line of a file that only its owner may read, or of standard input. */
    static String secret(String file) {
        if (!file.equals("-")) {
            return OwnerOnlyFile.lines(Path.of(file)).stream().findFirst().orElse("").strip();
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }
}

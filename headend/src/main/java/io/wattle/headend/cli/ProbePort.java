package io.wattle.headend.cli;

import io.wattle.headend.optical.MapFiles;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.optical.OpticalConnector;
import io.wattle.protocols.optical.OpticalSettings;
import io.wattle.protocols.optical.PasswordSource;
import io.wattle.protocols.optical.model.MeterMaps;
import io.wattle.protocols.optical.session.Password;
import io.wattle.protocols.optical.session.SessionSettings;
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
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Options by which a command finds a meter before a probe, and how it speaks to it. */
final class ProbePort {
    private static final Duration OPENING = Duration.ofSeconds(5);

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

    @Option(names = "--unpaced", description = "The line has no speed, as a pseudo terminal: wait for nothing but answers.")
    private boolean unpaced;

    String address() {
        return address;
    }

    Optional<String> model() {
        return model;
    }

    int utcOffset() {
        return utcOffset;
    }

    MeterMaps maps() {
        return MapFiles.read(maps);
    }

    /** With everything that was said on the command line. */
    SessionSettings settings(CommandSpec spec) {
        try {
            SessionSettings all = SessionSettings.defaults()
                    .withTimes(Duration.ofMillis(responseMs), Duration.ofMinutes(5))
                    .withAttempts(attempts);
            return unpaced ? all.unpaced() : all;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    /** Opens the line, behind a progress bar if a person is looking. */
    SerialLine open(CommandSpec spec) throws IOException {
        return watched(spec, SerialPorts.open(port, OPENING));
    }

    /** Holds one conversation; what went wrong and was mended is told on standard error. */
    <T> Outcome<T> hold(CommandSpec spec, Function<MeterLink, Outcome<T>> talk) {
        OpticalSettings settings = OpticalSettings.defaults().withSession(settings(spec));
        PrintWriter err = spec.commandLine().getErr();
        try (OpticalConnector connector = new OpticalConnector(settings, maps(), passwords(), Clock.systemUTC(),
                name -> watched(spec, SerialPorts.open(name, OPENING)))) {
            MeterAddress where = serial.map(number -> new MeterAddress(number, uri(spec)))
                    .orElseGet(() -> MeterAddress.ofWhoever(uri(spec)));
            Outcome<T> outcome = switch (connector.open(where).toCompletableFuture().join()) {
                case Outcome.Done<MeterLink>(MeterLink link) -> {
                    try (link) {
                        yield talk.apply(link);
                    }
                }
                case Outcome.Refused<MeterLink>(Refusal reason, String detail) -> Outcome.refused(reason, detail);
                case Outcome.Unknown<MeterLink>(Cause cause, String detail) -> Outcome.unknown(cause, detail);
            };
            connector.troubles()
                    .seen()
                    .forEach((trouble, count) -> err.println("wattle: on the line, " + count + " times " + trouble));
            return outcome;
        }
    }

    private static SerialLine watched(CommandSpec spec, SerialLine line) {
        boolean person = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return person ? new ProgressLine(line, spec.commandLine().getErr()) : line;
    }

    private URI uri(CommandSpec spec) {
        StringBuilder text = new StringBuilder(port.contains("://") ? "optical+" : "optical:").append(port);
        char join = port.contains("?") ? '&' : '?';
        text.append(join).append("utcoffset=").append(utcOffset);
        if (!address.isEmpty()) {
            text.append("&address=").append(address);
        }
        model.ifPresent(name -> text.append("&model=").append(name));
        baud.ifPresent(first -> text.append("&baud=").append(first));
        maxBaud.ifPresent(most -> text.append("&maxbaud=").append(most));
        text.append(wakeUp ? "&wakeup=yes" : "").append(push ? "&push=yes" : "");
        try {
            return URI.create(text.toString());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "PORT is no port: " + port, e);
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

package io.wattle.headend.cli.probe;

import io.wattle.headend.reading.ReadingIntake;
import io.wattle.ledger.entry.ProbeAct;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.TokenAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs of {@code wattle probe} that speak to a meter. */
final class ProbeVerbs {
    /** A token whose answer was lost is entered again: a meter takes it once, and says so. */
    private static final int TOKEN_TRIES = 3;

    private ProbeVerbs() {}

    /** What all of them have. */
    abstract static class Verb implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        CommandSpec spec;

        @Mixin
        final ProbePort port = new ProbePort();

        @Mixin
        final ProbeNotes notes = new ProbeNotes();

        @Override
        public final Integer call() {
            try (notes) {
                notes.check(spec, records());
                return run();
            }
        }

        abstract int run();

        /** How many records it makes at most. */
        int records() {
            return 1;
        }

        /** 0 for done; else why not, on standard error. */
        final int told(Outcome<?> outcome) {
            PrintWriter err = spec.commandLine().getErr();
            return switch (outcome) {
                case Outcome.Done<?> _ -> 0;
                case Outcome.Refused<?>(Refusal reason, String detail) -> {
                    err.println("wattle: REFUSED " + reason + ": " + detail);
                    yield reason == Refusal.BAD_ADDRESS ? 2 : 1; // which stood on the command line
                }
                case Outcome.Unknown<?>(Cause cause, String detail) -> {
                    err.println("wattle: UNKNOWN " + cause + ": " + detail);
                    yield 1;
                }
            };
        }

        final void say(String words) {
            spec.commandLine().getOut().println(words);
            spec.commandLine().getOut().flush();
        }

        /** Reads, and keeps the reading. */
        final Outcome<MeterReading> look(MeterLink link) {
            Outcome<MeterReading> outcome = link.read().toCompletableFuture().join();
            if (outcome instanceof Outcome.Done<MeterReading>(MeterReading reading)) {
                notes.read(spec, reading);
            }
            return outcome;
        }
    }

    private static void show(Verb verb, MeterReading reading) {
        PrintWriter out = verb.spec.commandLine().getOut();
        out.printf("%-12s %s%n", "Meter", reading.meterSerial());
        out.printf("%-12s %s%n", "Its time", reading.meterTime());
        out.printf("%-12s %s%n", "Register", QuantityText.of(ReadingIntake.quantity(reading.register())));
        reading.balance()
                .ifPresent(balance -> out.printf("%-12s %s%n", "Balance",
                        QuantityText.of(ReadingIntake.quantity(balance))));
        reading.relay().ifPresent(relay -> out.printf("%-12s %s%n", "Relay", relay));
        out.flush();
    }

    @Command(name = "read", mixinStandardHelpOptions = true, description = "Reads the meter and prints what it shows.")
    static final class Read extends Verb {
        @Override
        int run() {
            Outcome<MeterReading> outcome = port.hold(spec, this::look);
            if (outcome instanceof Outcome.Done<MeterReading>(MeterReading reading)) {
                show(this, reading);
            }
            return told(outcome);
        }
    }

    @Command(name = "token", mixinStandardHelpOptions = true, description = "Hands the meter a token of 20 digits, and reads it before and after.")
    static final class Token extends Verb {
        @Override
        int records() {
            return 3;
        }

        @Parameters(index = "1", arity = "0..1", paramLabel = "TOKEN", description = "20 digits, blanks and dashes between; - for standard input.")
        private Optional<String> typed = Optional.empty();

        @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the token; only its owner may read it.")
        private Optional<String> file = Optional.empty();

        @Override
        int run() {
            MeterToken token = token();
            Outcome<TokenAnswer> outcome = port.hold(spec, link -> {
                Outcome<MeterReading> before = look(link);
                if (!(before instanceof Outcome.Done<MeterReading>(MeterReading reading))) {
                    return before.map(_ -> new TokenAnswer.AlreadyUsed());
                }
                Outcome<TokenAnswer> answer = entered(link, token);
                notes.act(spec, ProbeAct.Kind.TOKEN, reading.meterSerial(), words(answer));
                Outcome<MeterReading> after = look(link);
                if (after instanceof Outcome.Done<MeterReading>(MeterReading shown)) {
                    show(this, shown);
                } else {
                    spec.commandLine().getErr().println("wattle: after the token the meter could not be read");
                    int _ = told(after);
                }
                return answer;
            });
            if (outcome instanceof Outcome.Done<TokenAnswer>) {
                say(words(outcome));
            }
            return outcome instanceof Outcome.Done<TokenAnswer>(TokenAnswer.Rejected _) ? 1 : told(outcome);
        }

        private static Outcome<TokenAnswer> entered(MeterLink link, MeterToken token) {
            Outcome<TokenAnswer> answer = Outcome.refused(Refusal.OTHER, "not tried");
            for (int i = 0; i < TOKEN_TRIES; i++) {
                answer = link.enterToken(token).toCompletableFuture().join();
                if (!(answer instanceof Outcome.Unknown<TokenAnswer>)) {
                    return answer;
                }
            }
            return answer;
        }

        private static String words(Outcome<TokenAnswer> outcome) {
            return switch (outcome) {
                case Outcome.Done<TokenAnswer>(TokenAnswer.Accepted _) -> "accepted";
                case Outcome.Done<TokenAnswer>(TokenAnswer.AlreadyUsed _) -> "used already";
                case Outcome.Done<TokenAnswer>(TokenAnswer.Rejected(var step, var code)) -> "rejected at " + step
                        + code.map(result -> ", " + result).orElse("");
                case Outcome.Refused<TokenAnswer>(Refusal reason, String detail) ->
                    "refused: " + reason + ", " + detail;
                case Outcome.Unknown<TokenAnswer>(Cause cause, String detail) -> "unknown: " + cause + ", " + detail;
            };
        }

        private MeterToken token() {
            if (typed.isPresent() == file.isPresent()) {
                throw new ParameterException(spec.commandLine(), "give the token as TOKEN, as - or with --token-file");
            }
            String text = file.map(ProbePort::secret)
                    .orElseGet(() -> typed.get().equals("-") ? ProbePort.secret("-") : typed.get());
            try {
                return new MeterToken(text.replaceAll("[ -]", ""));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "TOKEN must have 20 digits", e);
            }
        }
    }

    @Command(name = "profile", mixinStandardHelpOptions = true, description = "Reads the load profile into a CSV file: meter,time,register,unit.")
    static final class Profile extends Verb {
        @Option(names = "--from", paramLabel = "TIME", required = true, description = "Such as 2026-03-01T00:00:00Z; included.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Instant from;

        @Option(names = "--to", paramLabel = "TIME", required = true, description = "Excluded.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Instant to;

        @Option(names = "--csv", paramLabel = "FILE", required = true, description = "Written anew.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path csv;

        @Override
        int run() {
            if (!from.isBefore(to)) {
                throw new ParameterException(spec.commandLine(), "--from must be before --to");
            }
            write("");
            Outcome<LoadProfile> outcome = port.hold(spec,
                    link -> link.readProfile(from, to).toCompletableFuture().join());
            if (outcome instanceof Outcome.Done<LoadProfile>(LoadProfile profile)) {
                write(lines(profile));
                String words = profile.points().size() + " points from " + from + " to " + to;
                notes.act(spec, ProbeAct.Kind.PROFILE, profile.meterSerial(), words);
                say(words + ", in " + csv);
            }
            return told(outcome);
        }

        private static String lines(LoadProfile profile) {
            StringBuilder lines = new StringBuilder("meter,time,register,unit\n");
            profile.points()
                    .forEach(point -> lines.append(profile.meterSerial())
                            .append(',')
                            .append(point.at())
                            .append(',')
                            .append(point.register().value())
                            .append(',')
                            .append(ReadingIntake.quantity(point.register()).unit().code())
                            .append('\n'));
            return lines.toString();
        }

        /** Once before the meter is asked, which may take minutes: can it be written? */
        private void write(String text) {
            try {
                Files.writeString(csv, text);
            } catch (IOException e) {
                throw new UncheckedIOException("the file " + csv + " cannot be written", e);
            }
        }
    }

    @Command(name = "set-clock", mixinStandardHelpOptions = true, description = "Sets the meter's clock to this machine's time, and reads the meter before.")
    static final class SetClock extends Verb {
        @Override
        int records() {
            return 2;
        }

        @Option(names = "--time", paramLabel = "TIME", description = "Another time, such as 2026-03-01T12:00:00Z.")
        private Optional<Instant> time = Optional.empty();

        @Override
        int run() {
            Outcome<Instant> outcome = port.hold(spec, link -> {
                Outcome<MeterReading> before = look(link);
                if (!(before instanceof Outcome.Done<MeterReading>(MeterReading reading))) {
                    return before.map(MeterReading::meterTime);
                }
                Instant wanted = time.orElseGet(() -> Clock.systemUTC().instant()).truncatedTo(ChronoUnit.SECONDS);
                Outcome<Instant> shown = link.setClock(wanted).toCompletableFuture().join();
                notes.act(spec, ProbeAct.Kind.CLOCK, reading.meterSerial(), "showed " + reading.meterTime()
                        + "; " + switch (shown) {
                            case Outcome.Done<Instant>(Instant now) -> "shows " + now;
                            case Outcome.Refused<Instant>(Refusal reason, var _) -> "refused: " + reason;
                            case Outcome.Unknown<Instant>(Cause cause, var _) -> "unknown: " + cause;
                        });
                return shown;
            });
            if (outcome instanceof Outcome.Done<Instant>(Instant shown)) {
                say("The meter shows " + shown);
            }
            return told(outcome);
        }
    }
}

package io.wattle.headend.cli;

import io.wattle.headend.cli.account.AccountsCommand;
import io.wattle.headend.cli.account.BalanceCommand;
import io.wattle.headend.cli.account.BalanceVerbs;
import io.wattle.headend.cli.bench.BenchCommand;
import io.wattle.headend.cli.card.CardCommand;
import io.wattle.headend.cli.journal.ExplainCommand;
import io.wattle.headend.cli.journal.FindingsCommand;
import io.wattle.headend.cli.journal.JournalCommand;
import io.wattle.headend.cli.meter.KeysCommand;
import io.wattle.headend.cli.meter.MeterCommand;
import io.wattle.headend.cli.meter.ReadCommand;
import io.wattle.headend.cli.meter.SecurityCommand;
import io.wattle.headend.cli.probe.ProbeCommand;
import io.wattle.headend.cli.simulate.SimulateCommand;
import io.wattle.headend.cli.sts.StsCommand;
import io.wattle.headend.cli.tariff.TariffCommand;
import io.wattle.headend.cli.vend.CardPaymentCommand;
import io.wattle.headend.cli.vend.TillCommand;
import io.wattle.headend.cli.vend.VendCommand;
import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.headend.text.FileWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.UnresolvedAddressException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine;

/** {@code wattle}: chooses the command. */
@Command(name = "wattle", mixinStandardHelpOptions = true, version = "wattle 0.1.0", description = "A prepayment meter head-end whose ledger proves every credit.", subcommands = {
        DemoCommand.class, HeadEndCommand.class, SimulateCommand.class, ReadCommand.class,
        JournalCommand.class, ExplainCommand.class, FindingsCommand.class, TariffCommand.class, StsCommand.class,
        CardCommand.class, CardPaymentCommand.class, VendCommand.class, TillCommand.class, AccountsCommand.class,
        ReadingsCommand.class, BalanceCommand.class, BalanceVerbs.Forecast.class, ProbeCommand.class,
        MeterCommand.class, SecurityCommand.class, KeysCommand.class,
        BenchCommand.class})
public final class WattleCommand extends VerbGroup {
    /** Runs one command line; answers the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
    public static int run(String... args) {
        return run(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), args);
    }

    /** The same, with its answers and its complaints going elsewhere. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        int code = new CommandLine(new WattleCommand())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong))
                .setExecutionExceptionHandler((failure, line, _) -> report(failure, line.getErr()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(BigDecimal.class, WattleCommand::amount)
                .registerConverter(Instant.class,
                        typed -> time(typed, Instant::parse, "moment such as 2026-07-01T10:00:00Z"))
                .registerConverter(LocalDate.class, typed -> time(typed, LocalDate::parse, "day such as 2026-07-01"))
                .execute(args);
        if (out.checkError()) {
            err.println("wattle: standard output could not be written to its end");
            return Math.max(code, 1);
        }
        return code;
    }

    private static BigDecimal amount(String typed) {
        try {
            return new BigDecimal(typed);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + typed + "' is no amount such as 10.00");
        }
    }

    private static <T> T time(String typed, Function<String, T> parse, String what) {
        try {
            return parse.apply(typed);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + typed + "' is no " + what);
        }
    }

    /** One line that names what is wrong and why; who wants to know more can ask. */
    private static int wrongUsage(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String reason = String.valueOf(wrong.getMessage()).lines().map(String::strip).collect(Collectors.joining(" "));
        line.getErr()
                .println("wattle: " + reason + " (" + line.getCommandSpec().qualifiedName() + " --help says more)");
        line.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** What the operator can mend is one line; what he cannot is shown whole, for us. */
    private static int report(Exception failure, PrintWriter err) {
        if (failure.getMessage() != null && isForPeople(failure)) {
            String cause = switch (failure.getCause()) {
                case null -> "";
                case IOException broken -> FileWords.why(broken);
                case UnresolvedAddressException _ -> "nobody knows that host";
                case Throwable other ->
                    Objects.requireNonNullElse(other.getMessage(), other.getClass().getSimpleName());
            };
            err.println("wattle: " + failure.getMessage()
                    + (failure.getMessage().contains(cause) ? "" : " (" + cause + ")"));
        } else {
            err.println("wattle: failed unexpectedly");
            failure.printStackTrace(err);
        }
        return 1;
    }

    /** Our own exceptions, and those that our own code threw on purpose, have a text that says what to mend. */
    private static boolean isForPeople(Exception failure) {
        boolean thrownOnPurpose = failure instanceof IllegalStateException
                || failure instanceof IllegalArgumentException
                || failure instanceof UncheckedIOException;
        StackTraceElement[] stack = failure.getStackTrace();
        return failure.getClass().getName().startsWith("io.wattle.")
                || (thrownOnPurpose && stack.length > 0 && stack[0].getClassName().startsWith("io.wattle."));
    }
}

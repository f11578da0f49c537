package io.wattle.headend.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle}: chooses the command. */
@Command(name = "wattle", mixinStandardHelpOptions = true, version = "wattle 0.1.0", description = "A prepayment meter head-end whose ledger proves every credit.", subcommands = {
        DemoCommand.class, HeadEndCommand.class, SimulateCommand.class, ReadCommand.class,
        JournalCommand.class, ExplainCommand.class})
public final class WattleCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    /** Runs one command line; answers the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
    public static int run(String... args) {
        return run(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), args);
    }

    /** The same, with its answers and its complaints going elsewhere. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new WattleCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, _) -> report(failure, line.getErr()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of "
                + spec.subcommands().keySet());
    }

    /** What the operator can mend is one line; what he cannot is shown whole, for us. */
    private static int report(Exception failure, PrintWriter err) {
        if (failure.getMessage() != null && failure.getClass().getName().startsWith("io.wattle.")) {
            err.println("wattle: " + failure.getMessage());
        } else {
            err.println("wattle: failed unexpectedly");
            failure.printStackTrace(err);
        }
        return 1;
    }
}

package io.wattle.headend.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle balance}. */
@Command(name = "balance", mixinStandardHelpOptions = true, description = "Balances that live in a running head-end: keeps, shows, lends and gives.", subcommands = {
        BalanceVerbs.Keep.class, BalanceVerbs.Show.class, BalanceVerbs.Deductions.class,
        BalanceVerbs.WarningDays.class, BalanceVerbs.Emergency.class, BalanceVerbs.Grant.class,
        BalanceVerbs.Grants.class})
final class BalanceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of " + spec.subcommands().keySet());
    }
}

package io.wattle.headend.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle vend}: sells at a running head-end. */
@Command(name = "vend", mixinStandardHelpOptions = true, description = "Sells at a running head-end: quotes, payments, the wallet and its conversion, receipts, and what customers owe.", subcommands = {
        VendVerbs.Quote.class, VendVerbs.Pay.class, VendVerbs.Convert.class, VendVerbs.Receipt.class,
        VendVerbs.Show.class, VendVerbs.Decide.class,
        VendVerbs.Wallet.class, DebtVerbs.Debts.class, DebtVerbs.Add.class, DebtVerbs.Forgive.class,
        DebtVerbs.Plan.class})
final class VendCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of " + spec.subcommands().keySet());
    }
}

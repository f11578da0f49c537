package io.wattle.headend.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle till}: shifts, reversals and reports of a running head-end. */
@Command(name = "till", mixinStandardHelpOptions = true, description = "Opens, closes and counts shifts, moves cash and vendors' floats, reverses sales, and reports what was taken on a day.", subcommands = {
        TillVerbs.Open.class, TillVerbs.Shifts.class, TillVerbs.Show.class, TillVerbs.MoveFloat.class,
        TillVerbs.Close.class, TillVerbs.Count.class, TillVerbs.Reverse.class, TillVerbs.Report.class,
        VendorVerbs.Save.class, VendorVerbs.Vendors.class, VendorVerbs.TopUp.class, VendorVerbs.Statement.class})
final class TillCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of " + spec.subcommands().keySet());
    }
}

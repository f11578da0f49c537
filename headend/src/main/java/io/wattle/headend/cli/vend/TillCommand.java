package io.wattle.headend.cli.vend;

import io.wattle.headend.cli.verb.VerbGroup;
import picocli.CommandLine.Command;

/** {@code wattle till}: shifts, reversals and reports of a running head-end. */
@Command(name = "till", mixinStandardHelpOptions = true, description = "Opens, closes and counts shifts, moves cash and vendors' floats, reverses sales, and reports what was taken on a day.", subcommands = {
        TillVerbs.Open.class, TillVerbs.Shifts.class, TillVerbs.Show.class, TillVerbs.MoveFloat.class,
        TillVerbs.Close.class, TillVerbs.Count.class, TillVerbs.Reverse.class, TillVerbs.Report.class,
        VendorVerbs.Save.class, VendorVerbs.Vendors.class, VendorVerbs.TopUp.class, VendorVerbs.Statement.class})
public final class TillCommand extends VerbGroup {}

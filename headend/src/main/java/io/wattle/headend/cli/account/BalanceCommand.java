package io.wattle.headend.cli.account;

import io.wattle.headend.cli.verb.VerbGroup;
import picocli.CommandLine.Command;

/** {@code wattle balance}. */
@Command(name = "balance", mixinStandardHelpOptions = true, description = "Balances that live in a running head-end: keeps, shows, lends and gives.", subcommands = {
        BalanceVerbs.Keep.class, BalanceVerbs.Show.class, BalanceVerbs.Deductions.class,
        BalanceVerbs.WarningDays.class, BalanceVerbs.Emergency.class, BalanceVerbs.Grant.class,
        BalanceVerbs.Grants.class, BalanceVerbs.Limits.class})
public final class BalanceCommand extends VerbGroup {}

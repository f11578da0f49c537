package io.wattle.headend.cli.vend;

import io.wattle.headend.cli.verb.VerbGroup;
import picocli.CommandLine.Command;

/** {@code wattle vend}: sells at a running head-end. */
@Command(name = "vend", mixinStandardHelpOptions = true, description = "Sells at a running head-end: quotes, payments, the wallet and its conversion, receipts, and what customers owe.", subcommands = {
        VendVerbs.Quote.class, VendVerbs.Pay.class, VendVerbs.Convert.class, VendVerbs.Receipt.class,
        VendVerbs.Show.class, VendVerbs.Payments.class, VendVerbs.Decide.class,
        VendVerbs.Wallet.class, DebtVerbs.Debts.class, DebtVerbs.Add.class, DebtVerbs.Forgive.class,
        DebtVerbs.Plan.class})
public final class VendCommand extends VerbGroup {}

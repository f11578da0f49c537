package io.wattle.headend.cli.vend;

import io.wattle.headend.cli.verb.VerbGroup;
import picocli.CommandLine.Command;

/** {@code wattle card-payment}. */
@Command(name = "card-payment", mixinStandardHelpOptions = true, description = "Payments by credit card through a payment provider, at a running head-end.", subcommands = {
        CardPaymentVerbs.Begin.class, CardPaymentVerbs.Show.class, CardPaymentVerbs.Payments.class,
        CardPaymentVerbs.Refund.class, CardPaymentVerbs.Decide.class})
public final class CardPaymentCommand extends VerbGroup {}

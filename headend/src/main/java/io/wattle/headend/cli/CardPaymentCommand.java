package io.wattle.headend.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle card-payment}. */
@Command(name = "card-payment", mixinStandardHelpOptions = true, description = "Payments by credit card through a payment provider, at a running head-end.", subcommands = {
        CardPaymentVerbs.Begin.class, CardPaymentVerbs.Show.class, CardPaymentVerbs.Payments.class,
        CardPaymentVerbs.Refund.class, CardPaymentVerbs.Decide.class})
final class CardPaymentCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of " + spec.subcommands().keySet());
    }
}

package io.wattle.headend.cli.card;

import io.wattle.headend.card.CardKey;
import io.wattle.headend.card.print.Code128;
import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.ledger.card.CardSerial;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code wattle card}: prepaid cards, outside a running head-end and in it. */
@Command(name = "card", mixinStandardHelpOptions = true, description = "Prepaid cards: makes the key for their numbers, draws bar codes; at a running head-end orders, hands over, sells, blocks and redeems them.", subcommands = {
        CardBatchVerbs.Order.class, CardBatchVerbs.Batches.class, CardBatchVerbs.Export.class,
        CardBatchVerbs.VoidBatch.class, CardBatchVerbs.Liability.class, CardVerbs.Show.class, CardVerbs.Events.class,
        CardVerbs.HandOver.class,
        CardVerbs.Verify.class, CardVerbs.Activate.class, CardVerbs.Give.class, CardVerbs.Block.class,
        CardVerbs.Expire.class, CardVerbs.ForgetBuyer.class, CardRedeemVerb.class})
public final class CardCommand extends VerbGroup {
    @Command(name = "new-key", mixinStandardHelpOptions = true, description = "Makes the key under which card numbers are hashed, in a file that only its owner may read. Keep a copy: without it no card can be redeemed.")
    int newKey(
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "A file that is not there yet; cards.key-file then names it.") Path file) {
        try (CardKey key = CardKey.create(file)) {
            say("card key with the check value " + key.checkValue() + " in " + file);
            return 0;
        }
    }

    @Command(name = "bar-code", mixinStandardHelpOptions = true, description = "Prints a card's serial as a bar code, Code 128.")
    int barCode(
            @Parameters(paramLabel = "SERIAL", description = "Ten digits with the check digit.") String serial,
            @Option(names = "--svg", description = "As an SVG picture; otherwise its modules as 1 (dark) and 0.") boolean svg) {
        String digits = CardSerial.parse(serial)
                .orElseThrow(() -> new ParameterException(spec().commandLine(),
                        "SERIAL must be ten digits whose last is the check digit, was: " + serial))
                .text();
        say(svg ? Code128.svg(digits) : Code128.modules(digits));
        return 0;
    }

    private void say(String line) {
        PrintWriter out = spec().commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

package io.wattle.headend.cli.card;

import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.text.JsonLine;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code wattle card redeem}. A card's number is money: it is no argument, which others could see, and is not shown. */
@Command(name = "redeem", mixinStandardHelpOptions = true, description = "Redeems a card for a meter or an account. Its number is read from the keyboard, which does not show it, from a pipe, or from a file.")
final class CardRedeemVerb extends HeadEndVerb {
    @Parameters(index = "0", paramLabel = "METER", description = "A meter's serial, or an account's number.")
    private String meter = "";

    @Parameters(index = "1..*", hidden = true)
    private List<String> more = List.of();

    @Option(names = "--number-file", paramLabel = "FILE", description = "Its first line is the number; nobody but its owner may read it.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--source", paramLabel = "NAME", required = true, description = "Who asks, such as a cashier's name: wrong numbers are counted for each.")
    private String source = "";

    @Option(names = "--channel", paramLabel = "CHANNEL", defaultValue = "cashier", description = "sms, ivr, web, vendor or cashier (default ${DEFAULT-VALUE}).")
    private String channel = "cashier";

    @Override
    public Integer call() {
        if (!more.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "the number of a card is no argument, where others can see it: it is asked for, or --number-file");
        }
        JsonLine body = new JsonLine().with("channel", channel.toLowerCase(Locale.ROOT))
                .with("source", source)
                .with("meter", meter)
                .with("card", number());
        return post(body, answer -> MoneyText.of(answer, "amountMinor") + " for meter " + answer.path("meter").asText()
                + ":\n" + AnswerText.of(answer), "redemptions");
    }

    /** @throws UsageException if there is none */
    private String number() {
        Optional<String> read = file.isPresent()
                ? OwnerOnlyFile.lines(file.get()).stream().findFirst()
                : Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .flatMap(console -> Optional.ofNullable(console.readPassword("Number of the card: ")))
                        .map(String::new)
                        .or(CardRedeemVerb::piped);
        return read.map(String::strip)
                .filter(number -> !number.isEmpty())
                .orElseThrow(() -> new UsageException("there is no number of a card: type it, pipe it, or name a file"
                        + " with --number-file"));
    }

    private static Optional<String> piped() {
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("the number of the card cannot be read", e);
        }
    }
}

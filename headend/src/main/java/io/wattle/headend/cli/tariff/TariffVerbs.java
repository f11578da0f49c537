package io.wattle.headend.cli.tariff;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.tariff.TariffFile;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle tariff} that ask a running head-end. */
final class TariffVerbs {

    private TariffVerbs() {}

    /** Which version. */
    static final class Version {
        @Parameters(index = "0", paramLabel = "NAME", description = "The tariff's name.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "VERSION", description = "Its version.")
        private int version;
    }

    /** {@code wattle tariff submit}. */
    @Command(name = "submit", mixinStandardHelpOptions = true, description = "Hands a tariff file to a running head-end, as a draft that a second person has to approve.")
    static final class Submit extends HeadEndVerb {
        @Parameters(paramLabel = "FILE", description = "A tariff in YAML.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path file;

        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who writes it.")
        private String person = "";

        @Override
        public Integer call() {
            TariffFile.read(file);
            return headEnd.post(spec, new JsonLine().with("text", text()).with("person", person),
                    answer -> of(answer) + ": a draft. Whoever has read it approves it with --digest "
                            + answer.path("digest").asText(),
                    "tariffs");
        }

        private String text() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }

    /** {@code wattle tariff approve}. */
    @Command(name = "approve", mixinStandardHelpOptions = true, description = "Approves a draft, as somebody who wrote none of it.")
    static final class Approve extends HeadEndVerb {
        @Mixin
        private final Version which = new Version();

        @Option(names = "--digest", paramLabel = "HEX", required = true, description = "Of the text that was read.")
        private String digest = "";

        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who approves.")
        private String person = "";

        @Override
        public Integer call() {
            return headEnd.post(spec, new JsonLine().with("digest", digest).with("person", person),
                    answer -> of(answer) + ": approved by " + answer.path("approver").asText(), "tariffs", which.name,
                    Integer.toString(which.version), "approve");
        }
    }

    /** {@code wattle tariff activate}. */
    @Command(name = "activate", mixinStandardHelpOptions = true, description = "Sells by an approved version; from then on it is never edited.")
    static final class Activate extends HeadEndVerb {
        @Mixin
        private final Version which = new Version();

        @Option(names = "--since", paramLabel = "INSTANT", description = "From when on, such as 2026-07-01T00:00:00Z (default: at once).")
        private Optional<Instant> since = Optional.empty();

        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who activates.")
        private String person = "";

        @Override
        public Integer call() {
            JsonLine body = new JsonLine().with("person", person);
            since.ifPresent(instant -> body.with("since", instant));
            return headEnd.post(spec, body, answer -> of(answer) + ": sells from " + answer.path("since").asText(),
                    "tariffs", which.name, Integer.toString(which.version), "activate");
        }
    }

    /** {@code wattle tariff withdraw}. */
    @Command(name = "withdraw", mixinStandardHelpOptions = true, description = "Forgets a version that has not sold yet: a draft, an approved one, or one whose day is to come.")
    static final class Withdraw extends HeadEndVerb.WithReason {
        @Mixin
        private final Version which = new Version();

        @Override
        public Integer call() {
            return post(body(), answer -> of(answer) + ": withdrawn", "tariffs", which.name,
                    Integer.toString(which.version), "withdraw");
        }
    }

    /** {@code wattle tariff simulate}. */
    @Command(name = "simulate", mixinStandardHelpOptions = true, description = "What the past readings of a meter would have cost by a version, and by what is in force now.")
    static final class Simulate extends HeadEndVerb {
        @Mixin
        private final Version which = new Version();

        @Option(names = "--meter", paramLabel = "SERIAL", required = true, description = "Whose readings.")
        private String meter = "";

        @Option(names = "--class", paramLabel = "CLASS", defaultValue = "domestic", description = "Customer class, or class/sub-class (default ${DEFAULT-VALUE}).")
        private String customerClass = "domestic";

        @Option(names = "--from", paramLabel = "INSTANT", required = true, description = "From when on; best the first of a month, since blocks are counted from there.")
        private Optional<Instant> from = Optional.empty();

        @Option(names = "--to", paramLabel = "INSTANT", required = true, description = "Until when, at most 400 days later.")
        private Optional<Instant> to = Optional.empty();

        @Override
        public Integer call() {
            JsonLine body = new JsonLine().with("tariff", which.name)
                    .with("version", which.version)
                    .with("meter", meter)
                    .with("class", customerClass)
                    .with("from", from.orElseThrow())
                    .with("to", to.orElseThrow());
            return headEnd.post(spec, body, TariffVerbs::compared, "tariffs", "simulate");
        }
    }

    private static String compared(JsonNode answer) {
        JsonNode simulated = answer.path("simulated");
        String text = answer.path("meter").asText() + " from " + answer.path("from").asText() + " to "
                + answer.path("to").asText() + ", " + QuantityText.of(Unit.ofCode(answer.path("unit").asText())
                        .of(simulated.path("units").asLong()))
                + "\n  " + sum(simulated);
        if (!answer.has("present")) {
            return text + "\n  Nothing is in force for that class now.";
        }
        JsonNode present = answer.path("present");
        return text + "\n  " + sum(present) + "\n  Difference: "
                + money(answer.path("differenceMinor").asLong(), present);
    }

    private static String sum(JsonNode bill) {
        return of(bill) + ": " + money(bill.path("totalMinor").asLong(), bill) + ", of it units "
                + money(bill.path("unitsMinor").asLong(), bill) + " and standing charges "
                + money(bill.path("fixedMinor").asLong(), bill) + (bill.path("estimated").asBoolean()
                        ? " (partly estimated)"
                        : "");
    }

    private static String money(long minor, JsonNode bill) {
        return QuantityText.of(new Money(minor, bill.path("currency").asText()));
    }

    private static String of(JsonNode answer) {
        return answer.path("tariff").asText() + ", version " + answer.path("version").asInt();
    }
}

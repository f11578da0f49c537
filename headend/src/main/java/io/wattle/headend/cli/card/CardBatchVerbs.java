package io.wattle.headend.cli.card;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle card} about batches; all ask a running head-end. */
final class CardBatchVerbs {

    private CardBatchVerbs() {}

    /** {@code wattle card order}. */
    @Command(name = "order", mixinStandardHelpOptions = true, description = "Orders a batch of cards; makes its numbers, encrypted to the printer.")
    static final class Order extends HeadEndVerb.ByPerson {
        @Parameters(index = "0", paramLabel = "BATCH", description = "Its name.")
        private String batch = "";

        @Option(names = "--purchase-order", paramLabel = "TEXT", required = true, description = "Against which it is printed.")
        private String order = "";

        @Option(names = "--value", paramLabel = "AMOUNT", required = true, description = "Of one card, such as 5.00.")
        private BigDecimal value = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Option(names = "--count", paramLabel = "N", required = true, description = "How many cards.")
        private int count;

        @Option(names = "--first", paramLabel = "N", required = true, description = "The first serial, without its check digit.")
        private int first;

        @Option(names = "--alphabet", paramLabel = "NAME", defaultValue = "numeric", description = "numeric or alphanumeric (default ${DEFAULT-VALUE}).")
        private String alphabet = "numeric";

        @Option(names = "--length", paramLabel = "N", defaultValue = "19", description = "Of a number, 12 to 24 and not 20 (default ${DEFAULT-VALUE}).")
        private int length;

        @Option(names = "--last-day", paramLabel = "DAY", description = "On which a card can be redeemed, such as 2027-12-31 (default: for ever).")
        private Optional<String> lastDay = Optional.empty();

        @Override
        public Integer call() {
            JsonLine body = body().with("batchId", batch)
                    .with("purchaseOrder", order)
                    .with("denominationMinor", MoneyText.minor(spec, "--value", value, currency))
                    .with("currency", currency)
                    .with("count", count)
                    .with("alphabet", alphabet.toLowerCase(Locale.ROOT))
                    .with("numberLength", length)
                    .with("firstNumber", first)
                    .withAny("lastDay", lastDay);
            return done(body, "batch " + batch + " is made", "card-batches");
        }
    }

    /** {@code wattle card batches}. */
    @Command(name = "batches", mixinStandardHelpOptions = true, description = "All batches, or one of them.")
    static final class Batches extends HeadEndVerb {
        @Parameters(arity = "0..1", paramLabel = "BATCH", description = "Only this one.")
        private Optional<String> batch = Optional.empty();

        @Override
        public Integer call() {
            return batch.map(name -> show("", "card-batches", name)).orElseGet(() -> show("", "card-batches"));
        }
    }

    /** {@code wattle card liability}. */
    @Command(name = "liability", mixinStandardHelpOptions = true, description = "What is owed to the bearers of activated cards, by currency and batch, and what campaigns gave away. Exit code 1 if the book does not owe what they are worth.")
    static final class Liability extends HeadEndVerb {
        @Override
        public Integer call() {
            return headEnd.get(spec, AnswerText::of, answer -> answer.path("agrees").asBoolean(), "card-liabilities");
        }
    }

    /** {@code wattle card export}. */
    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the encrypted file for the printer, once and never again.")
    static final class Export extends HeadEndVerb.ByPerson {
        @Parameters(paramLabel = "BATCH", description = "Its name.")
        private String batch = "";

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "A file that is not there yet.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path file;

        @Override
        public Integer call() {
            Path folder = file.toAbsolutePath().getParent();
            if (Files.exists(file) || folder == null || !Files.isWritable(folder)) {
                throw new ParameterException(spec.commandLine(),
                        "--out must be a file that is not there yet, in a folder"
                                + " that can be written, was: " + file);
            }
            return post(body(), this::written, "card-batches", batch, "export");
        }

        private String written(JsonNode answer) {
            OwnerOnlyFile.replace(file, answer.path("armored").asText().getBytes(StandardCharsets.US_ASCII));
            return file + " is for the printer, SHA-256 " + answer.path("sha256").asText()
                    + "; nobody can have it a second time";
        }
    }

    /** {@code wattle card void}. */
    @Command(name = "void", mixinStandardHelpOptions = true, description = "Takes a batch back of which no card was ever activated.")
    static final class VoidBatch extends HeadEndVerb.WithReason {
        @Parameters(paramLabel = "BATCH", description = "Its name.")
        private String batch = "";

        @Override
        public Integer call() {
            return done(body(), "batch " + batch + " is void", "card-batches", batch, "void");
        }
    }
}

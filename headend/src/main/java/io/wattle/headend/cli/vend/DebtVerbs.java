package io.wattle.headend.cli.vend;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle vend} about what customers owe. */
final class DebtVerbs {

    private DebtVerbs() {}

    /** Which debt, and who says what about it. */
    abstract static class OfDebt extends HeadEndVerb {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The customer account.")
        String account = "";

        @Parameters(index = "1", paramLabel = "DEBT", description = "Its name, as it stands on receipts.")
        String debt = "";

        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who says so.")
        private String person = "";

        @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why.")
        private String reason = "";

        JsonLine body() {
            return new JsonLine().with("person", person).with("reason", reason);
        }
    }

    /** How a debt is paid off. */
    static final class Terms {
        /** From percent to parts of a million. */
        private static final int PPM_DIGITS = 4;

        @Option(names = "--share", paramLabel = "PERCENT", defaultValue = "100", description = "Of each payment (default ${DEFAULT-VALUE}).")
        private BigDecimal share = BigDecimal.TEN;

        @Option(names = "--month-max", paramLabel = "AMOUNT", description = "That a calendar month takes at most, such as 20.00 (default: no limit).")
        private Optional<BigDecimal> monthMax = Optional.empty();

        @Option(names = "--priority", paramLabel = "N", defaultValue = "0", description = "The lowest first (default ${DEFAULT-VALUE}).")
        private int priority;

        private JsonLine addTo(JsonLine body, CommandSpec spec, Optional<String> currency) {
            monthMax.ifPresent(most -> body.with("monthMinorMax", MoneyText.minor(spec, "--month-max", most,
                    currency.orElseThrow(() -> new ParameterException(spec.commandLine(),
                            "--month-max needs --currency, to say what it is in")))));
            return body.with("sharePpm", ppm(spec)).with("priority", priority);
        }

        private long ppm(CommandSpec spec) {
            try {
                return share.movePointRight(PPM_DIGITS).longValueExact();
            } catch (ArithmeticException e) {
                throw new ParameterException(spec.commandLine(), "--share must have at most four decimals, was: "
                        + share, e);
            }
        }
    }

    /** {@code wattle vend debts}. */
    @Command(name = "debts", mixinStandardHelpOptions = true, description = "What an account owes and pays off with its payments.")
    static final class Debts extends HeadEndVerb {
        @Parameters(paramLabel = "ACCOUNT", description = "The customer account.")
        private String account = "";

        @Override
        public Integer call() {
            return headEnd.get(spec, "", DebtVerbs::list, "accounts", account, "debts");
        }
    }

    /** {@code wattle vend debt}. */
    @Command(name = "debt", mixinStandardHelpOptions = true, description = "Makes a customer owe something more.")
    static final class Add extends OfDebt {
        @Parameters(index = "2", paramLabel = "AMOUNT", description = "Such as 50.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Option(names = "--since", paramLabel = "DAY", description = "From when it is old, such as 2026-01-31 (default: today).")
        private Optional<String> since = Optional.empty();

        @Mixin
        private final Terms terms = new Terms();

        @Override
        public Integer call() {
            JsonLine body = terms.addTo(body().with("name", debt)
                    .with("amountMinor", MoneyText.minor(spec, amount, currency))
                    .with("currency", currency), spec, Optional.of(currency));
            since.ifPresent(day -> body.with("since", day));
            return headEnd.post(spec, body, answer -> account + " owes " + debt + ": entry " + answer.path("sequence"),
                    "accounts", account, "debts");
        }
    }

    /** {@code wattle vend forgive}. */
    @Command(name = "forgive", mixinStandardHelpOptions = true, description = "Takes a part of a debt, or all of it, off.")
    static final class Forgive extends OfDebt {
        @Parameters(index = "2", paramLabel = "AMOUNT", description = "Such as 50.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Override
        public Integer call() {
            return headEnd.post(spec, body().with("amountMinor", MoneyText.minor(spec, amount, currency))
                    .with("currency", currency), answer -> "forgiven: entry " + answer.path("sequence"), "accounts",
                    account, "debts", debt, "forgiveness");
        }
    }

    /** {@code wattle vend debt-plan}. */
    @Command(name = "debt-plan", mixinStandardHelpOptions = true, description = "Has a debt paid off by another plan, from the next payment on.")
    static final class Plan extends OfDebt {
        @Mixin
        private final Terms terms = new Terms();

        @Option(names = "--currency", paramLabel = "CODE", description = "Of --month-max, such as USD.")
        private Optional<String> currency = Optional.empty();

        @Override
        public Integer call() {
            return headEnd.post(spec, terms.addTo(body(), spec, currency),
                    answer -> "changed: entry " + answer.path("sequence"),
                    "accounts", account, "debts", debt, "plan");
        }
    }

    private static String list(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode debt : answer.path("debts")) {
            lines.add(debt.path("name").asText() + ", since " + debt.path("since").asText() + ": "
                    + MoneyText.of(debt, "dueMinor") + ", "
                    + BigDecimal.valueOf(debt.path("sharePpm").asLong(), 4).stripTrailingZeros().toPlainString()
                    + " % of each payment");
        }
        return lines.isEmpty() ? "Nothing is owed." : String.join("\n", lines);
    }
}

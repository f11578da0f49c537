package io.wattle.headend.cli.vend;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle till} about shifts; all ask a running head-end. */
final class TillVerbs {

    private TillVerbs() {}

    /** {@code wattle till open}. */
    @Command(name = "open", mixinStandardHelpOptions = true, description = "Opens a shift: a cashier's, by a supervisor, or a vendor's, by its seller.")
    static final class Open extends HeadEndVerb.ByPerson {
        @Option(names = "--cashier", paramLabel = "NAME", required = true, description = "Who sells in it.")
        private String cashier = "";

        @Option(names = "--till", paramLabel = "NAME", required = true, description = "The point of sale.")
        private String till = "";

        @Option(names = "--vendor", paramLabel = "NAME", description = "For a vendor's shift.")
        private Optional<String> vendor = Optional.empty();

        @Option(names = "--currency", paramLabel = "CODE", defaultValue = "USD", description = "ISO 4217 (default ${DEFAULT-VALUE}).")
        private String currency = "USD";

        @Option(names = "--float", paramLabel = "AMOUNT", defaultValue = "0", description = "Cash in the drawer, such as 100.00 (default: none).")
        private BigDecimal cash = BigDecimal.ZERO;

        @Option(names = "--sale-max", paramLabel = "AMOUNT", description = "Most that one sale may take.")
        private Optional<BigDecimal> saleMax = Optional.empty();

        @Option(names = "--shift-max", paramLabel = "AMOUNT", description = "Most that all sales may take.")
        private Optional<BigDecimal> shiftMax = Optional.empty();

        @Override
        public Integer call() {
            JsonLine money = new JsonLine().with("currency", currency)
                    .with("floatMinor", MoneyText.minor(spec, "--float", cash, currency))
                    .withAny("saleMaxMinor", saleMax.map(most -> MoneyText.minor(spec, "--sale-max", most, currency)))
                    .withAny("shiftMaxMinor",
                            shiftMax.map(most -> MoneyText.minor(spec, "--shift-max", most, currency)));
            JsonLine body = body().with("cashier", cashier).with("till", till).withAny("vendor", vendor);
            return post(body.with("money", List.of(money)),
                    answer -> "shift " + answer.path("shiftId").asText() + " is open", "shifts");
        }
    }

    /** {@code wattle till shifts}. */
    @Command(name = "shifts", mixinStandardHelpOptions = true, description = "The shifts that are open, or closed and not counted.")
    static final class Shifts extends HeadEndVerb {
        @Override
        public Integer call() {
            return show("", "shifts");
        }
    }

    /** {@code wattle till show}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "One shift; once it was counted, with what should have been there.")
    static final class Show extends HeadEndVerb {
        @Parameters(paramLabel = "SHIFT", description = "Such as SHIFT-17.")
        private String shift = "";

        @Override
        public Integer call() {
            return show("", "shifts", shift);
        }
    }

    /** {@code wattle till float}. */
    @Command(name = "float", mixinStandardHelpOptions = true, description = "Brings cash from the vault into a drawer, or lifts some into the vault, as a supervisor.")
    static final class MoveFloat extends HeadEndVerb.WithReason {
        @Parameters(index = "0", paramLabel = "SHIFT", description = "Such as SHIFT-17.")
        private String shift = "";

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Such as 50.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--lift", description = "Out of the drawer, not into it.")
        private boolean lift;

        @Option(names = "--currency", paramLabel = "CODE", defaultValue = "USD", description = "ISO 4217 (default ${DEFAULT-VALUE}).")
        private String currency = "USD";

        @Override
        public Integer call() {
            if (amount.signum() <= 0) {
                throw new ParameterException(spec.commandLine(), "AMOUNT must be above zero, was: " + amount
                        + "; --lift takes it out of the drawer");
            }
            long minor = MoneyText.minor(spec, amount, currency);
            return done(body().with("changeMinor", lift ? -minor : minor).with("currency", currency),
                    amount + " " + currency + (lift ? " out of" : " into") + " the drawer of " + shift, "shifts", shift,
                    "float");
        }
    }

    /** What somebody says that is there. */
    abstract static class Sums extends HeadEndVerb.ByPerson {
        @Parameters(index = "0", paramLabel = "SHIFT", description = "Such as SHIFT-17.")
        String shift = "";

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "TENDER=AMOUNT", description = "Such as cash=125.00 cheque=7.00; what is not named is nothing.")
        private List<String> sums = List.of();

        @Option(names = "--currency", paramLabel = "CODE", defaultValue = "USD", description = "ISO 4217 (default ${DEFAULT-VALUE}).")
        private String currency = "USD";

        JsonLine body(String field) {
            List<JsonLine> lines = new ArrayList<>();
            for (String sum : sums) {
                String[] parts = sum.split("=", 2);
                if (parts.length != 2 || !parts[1].matches("-?[0-9]{1,12}([.][0-9]{1,4})?")) {
                    throw new ParameterException(spec.commandLine(), "TENDER=AMOUNT must be such as cash=125.00, was: "
                            + sum);
                }
                lines.add(new JsonLine().with("tender", parts[0].toLowerCase(Locale.ROOT))
                        .with("currency", currency)
                        .with("amountMinor", MoneyText.minor(spec, sum, new BigDecimal(parts[1]), currency)));
            }
            return body().with(field, lines);
        }
    }

    /** {@code wattle till close}. */
    @Command(name = "close", mixinStandardHelpOptions = true, description = "Ends a shift; its cashier says what he has.")
    static final class Close extends Sums {
        @Override
        public Integer call() {
            return post(body("declared"), _ -> "shift " + shift + " is closed", "shifts", shift, "close");
        }
    }

    /** {@code wattle till count}. */
    @Command(name = "count", mixinStandardHelpOptions = true, description = "Counts what a closed shift has, as a supervisor who did not sell in it.")
    static final class Count extends Sums {
        @Override
        public Integer call() {
            return post(body("counted"), _ -> "shift " + shift + " is counted; 'wattle till show " + shift
                    + "' says what should have been there", "shifts", shift, "count");
        }
    }

    /** {@code wattle till reverse}. */
    @Command(name = "reverse", mixinStandardHelpOptions = true, description = "Gives a sale back whose units are not in the meter, as a supervisor.")
    static final class Reverse extends HeadEndVerb.WithReason {
        @Parameters(index = "0", paramLabel = "PAYMENT", description = "Such as P-17.")
        private String payment = "";

        @Option(names = "--shift", paramLabel = "SHIFT", description = "Which drawer hands the money back (default: the one that took it).")
        private Optional<String> shift = Optional.empty();

        @Override
        public Integer call() {
            return post(body().withAny("shift", shift), answer -> payment + " is given back: "
                    + MoneyText.of(answer, "refundMinor") + "; what it paid of debts and fees is owed again",
                    "payments", payment, "reversal");
        }
    }

    /** {@code wattle till report}. */
    @Command(name = "report", mixinStandardHelpOptions = true, description = "What was taken on a day, by cashier, vendor and tender. Exit code 1 if it does not agree with the journal.")
    static final class Report extends HeadEndVerb {
        @Parameters(index = "0", paramLabel = "DAY", description = "Such as 2026-12-31, by the calendar of the till's zone.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private LocalDate day;

        @Option(names = "--csv", description = "As comma-separated values.")
        private boolean csv;

        @Override
        public Integer call() {
            return csv
                    ? headEnd.print(spec, "", "till-reports", day.toString(), "csv")
                    : headEnd.get(spec, Report::words, answer -> answer.path("agrees").asBoolean(), "till-reports",
                            day.toString());
        }

        private static String words(JsonNode report) {
            return AnswerText.table(report.path("totals")) + part(report, "withoutShift", "Without a shift:")
                    + part(report, "vaults", "The vault:") + part(report, "vendors", "Vendors' floats:")
                    + (report.path("agrees").asBoolean()
                            ? "It agrees with the journal up to entry " + report.path("asOfSequence").asLong() + "."
                            : "IT DOES NOT AGREE WITH THE JOURNAL: see the checks with --json.");
        }

        private static String part(JsonNode report, String name, String title) {
            return report.path(name).isEmpty() ? "" : title + "\n" + AnswerText.table(report.path(name));
        }
    }
}

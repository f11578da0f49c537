package io.wattle.headend.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.text.JsonLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs of {@code wattle till}; all ask a running head-end. Amounts are in minor units. */
final class TillVerbs {

    private TillVerbs() {}

    /** Who does it, and where. */
    abstract static class Verb implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        CommandSpec spec;

        @Mixin
        final HeadEndClient headEnd = new HeadEndClient();
    }

    /** {@code wattle till open}. */
    @Command(name = "open", mixinStandardHelpOptions = true, description = "Opens a shift: a cashier's, by a supervisor, or a vendor's, by its seller.")
    static final class Open extends Verb {
        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who opens it.")
        private String person = "";

        @Option(names = "--cashier", paramLabel = "NAME", required = true, description = "Who sells in it.")
        private String cashier = "";

        @Option(names = "--till", paramLabel = "NAME", required = true, description = "The point of sale.")
        private String till = "";

        @Option(names = "--vendor", paramLabel = "NAME", description = "For a vendor's shift.")
        private Optional<String> vendor = Optional.empty();

        @Option(names = "--currency", paramLabel = "CODE", defaultValue = "USD", description = "ISO 4217 (default ${DEFAULT-VALUE}).")
        private String currency = "USD";

        @Option(names = "--float", paramLabel = "MINOR", defaultValue = "0", description = "Cash in the drawer (default ${DEFAULT-VALUE}).")
        private long floatMinor;

        @Option(names = "--sale-max", paramLabel = "MINOR", description = "Most that one sale may take.")
        private Optional<Long> saleMax = Optional.empty();

        @Option(names = "--shift-max", paramLabel = "MINOR", description = "Most that all sales may take.")
        private Optional<Long> shiftMax = Optional.empty();

        @Override
        public Integer call() {
            JsonLine money = new JsonLine().with("currency", currency).with("floatMinor", floatMinor);
            saleMax.ifPresent(most -> money.with("saleMaxMinor", most));
            shiftMax.ifPresent(most -> money.with("shiftMaxMinor", most));
            JsonLine body = new JsonLine().with("person", person).with("cashier", cashier).with("till", till);
            vendor.ifPresent(name -> body.with("vendor", name));
            return headEnd.post(spec, body.with("money", List.of(money)),
                    answer -> "shift " + answer.path("shiftId").asText() + " is open", "shifts");
        }
    }

    /** What somebody says that is there. */
    abstract static class Sums extends Verb {
        @Parameters(index = "0", paramLabel = "SHIFT", description = "Such as SHIFT-17.")
        String shift = "";

        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who says so.")
        String person = "";

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "TENDER=MINOR", description = "Such as cash=12500 cheque=700; what is not named is nothing.")
        private List<String> sums = List.of();

        @Option(names = "--currency", paramLabel = "CODE", defaultValue = "USD", description = "ISO 4217 (default ${DEFAULT-VALUE}).")
        private String currency = "USD";

        JsonLine body(String field) {
            List<JsonLine> lines = new ArrayList<>();
            for (String sum : sums) {
                String[] parts = sum.split("=", 2);
                if (parts.length != 2 || !parts[1].matches("-?[0-9]{1,13}")) {
                    throw new ParameterException(spec.commandLine(), "must be such as cash=12500, was: " + sum);
                }
                lines.add(new JsonLine().with("tender", parts[0].toLowerCase(Locale.ROOT))
                        .with("currency", currency)
                        .with("amountMinor", Long.parseLong(parts[1])));
            }
            return new JsonLine().with("person", person).with(field, lines);
        }
    }

    /** {@code wattle till close}. */
    @Command(name = "close", mixinStandardHelpOptions = true, description = "Ends a shift; its cashier says what he has.")
    static final class Close extends Sums {
        @Override
        public Integer call() {
            return headEnd.post(spec, body("declared"), _ -> "shift " + shift + " is closed", "shifts", shift, "close");
        }
    }

    /** {@code wattle till count}. */
    @Command(name = "count", mixinStandardHelpOptions = true, description = "Counts what a closed shift has, as a supervisor who did not sell in it.")
    static final class Count extends Sums {
        @Override
        public Integer call() {
            return headEnd.post(spec, body("counted"), _ -> "shift " + shift + " is counted; see its differences in the"
                    + " report of the day", "shifts", shift, "count");
        }
    }

    /** {@code wattle till reverse}. */
    @Command(name = "reverse", mixinStandardHelpOptions = true, description = "Gives a sale back whose units are not in the meter, as a supervisor.")
    static final class Reverse extends Verb {
        @Parameters(index = "0", paramLabel = "PAYMENT", description = "Such as P-17.")
        private String payment = "";

        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who reverses it.")
        private String person = "";

        @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why.")
        private String reason = "";

        @Option(names = "--shift", paramLabel = "SHIFT", description = "Which drawer hands the money back (default: the one that took it).")
        private Optional<String> shift = Optional.empty();

        @Override
        public Integer call() {
            JsonLine body = new JsonLine().with("person", person).with("reason", reason);
            shift.ifPresent(name -> body.with("shift", name));
            return headEnd.post(spec, body, answer -> payment + " is given back: " + answer.path("refundMinor").asLong()
                    + " " + answer.path("currency").asText() + " in minor units; what it paid of debts and fees is owed"
                    + " again", "payments", payment, "reversal");
        }
    }

    /** {@code wattle till report}. */
    @Command(name = "report", mixinStandardHelpOptions = true, description = "What was taken on a day, by cashier, vendor and tender. Exit code 1 if it does not agree with the journal.")
    static final class Report extends Verb {
        @Parameters(index = "0", paramLabel = "DAY", description = "Such as 2026-12-31, by the calendar of the till's zone.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private LocalDate day;

        @Option(names = "--csv", description = "As comma-separated values.")
        private boolean csv;

        @Override
        public Integer call() {
            return csv
                    ? headEnd.print(spec, "till-reports", day.toString(), "csv")
                    : headEnd.get(spec, Report::words, answer -> answer.path("agrees").asBoolean(), "till-reports",
                            day.toString());
        }

        private static String words(JsonNode report) {
            List<String> lines = new ArrayList<>();
            for (JsonNode total : report.path("totals")) {
                lines.add("%-8s %-24s %-14s %8d sales %14d %s  back %d  off %d".formatted(total.path("by").asText(),
                        total.path("name").asText(), total.path("tender").asText(), total.path("sales").asLong(),
                        total.path("takenMinor").asLong(), total.path("currency").asText(),
                        total.path("reversedMinor").asLong(), total.path("differenceMinor").asLong()));
            }
            lines.add(report.path("agrees").asBoolean()
                    ? "It agrees with the journal up to entry " + report.path("asOfSequence").asLong() + "."
                    : "IT DOES NOT AGREE WITH THE JOURNAL: see the checks with --json.");
            return lines.stream().collect(Collectors.joining("\n"));
        }
    }
}

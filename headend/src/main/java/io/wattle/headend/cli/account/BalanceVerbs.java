package io.wattle.headend.cli.account;

import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle balance}; all ask a running head-end. */
public final class BalanceVerbs {

    private BalanceVerbs() {}

    /** About one meter. */
    static final class Meter {
        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        private String serial = "";
    }

    /** How much of what, for which meter. */
    static final class Amount {
        /** From kWh and m3 to Wh, l and lg. */
        private static final int UNIT_DIGITS = 3;

        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        private String serial = "";

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Such as 20 or 10.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Parameters(index = "2", paramLabel = "UNIT", description = "kWh, m3, m3-gas or a currency such as USD.")
        private String unit = "";

        private JsonLine addTo(JsonLine body, CommandSpec spec) {
            boolean money = unitCode(unit).equals(unit);
            return body.with("amount", money ? MoneyText.minor(spec, amount, unit) : whole(spec))
                    .with("unit", unitCode(unit));
        }

        private long whole(CommandSpec spec) {
            try {
                return amount.movePointRight(UNIT_DIGITS).longValueExact();
            } catch (ArithmeticException e) {
                throw new ParameterException(spec.commandLine(), "AMOUNT must have at most three decimals, was: "
                        + amount, e);
            }
        }

        @Override
        public String toString() {
            return amount + " " + unit;
        }
    }

    /** {@code wattle balance keep}. */
    @Command(name = "keep", mixinStandardHelpOptions = true, description = "Has the balance of a meter live in the head-end from now on, where its usage is deducted when it is read.")
    static final class Keep extends HeadEndVerb.ByPerson {
        @Mixin
        private final Meter meter = new Meter();

        @Parameters(index = "1", paramLabel = "UNIT", description = "kWh, m3, m3-gas, or a currency such as USD: then a tariff prices the usage.")
        private String unit = "";

        @Option(names = "--zone", paramLabel = "ZONE", description = "Of days and hours, such as Africa/Accra (default: that of the tariff).")
        private Optional<String> zone = Optional.empty();

        @Option(names = "--set-aside", description = "Write off what the meter itself shows.")
        private boolean setAside;

        @Override
        public Integer call() {
            return done(body().with("unit", unitCode(unit)).withAny("zone", zone).with("setAside", setAside),
                    "the balance of meter " + meter.serial + " lives here", "meters", meter.serial, "server-balance");
        }
    }

    /** {@code wattle balance show}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "A balance that lives in the head-end: how much, how long it lasts, and by which readings.")
    static final class Show extends HeadEndVerb {
        @Mixin
        private final Meter meter = new Meter();

        @Override
        public Integer call() {
            return show("", "meters", meter.serial, "balance");
        }
    }

    /** {@code wattle balance deductions}. */
    @Command(name = "deductions", aliases = "charges", mixinStandardHelpOptions = true, description = "What was deducted for usage and charged for days, newest first, and how it was priced.")
    static final class Deductions extends HeadEndVerb {
        @Mixin
        private final Meter meter = new Meter();

        @Mixin
        private final Page page = new Page();

        @Override
        public Integer call() {
            return show(page.query(""), "meters", meter.serial, "deductions");
        }
    }

    /** {@code wattle balance warning-days}. */
    @Command(name = "warning-days", mixinStandardHelpOptions = true, description = "Says how many days before its end a balance is low.")
    static final class WarningDays extends HeadEndVerb.ByPerson {
        @Mixin
        private final Meter meter = new Meter();

        @Parameters(index = "1", paramLabel = "DAYS", description = "0 to 90.")
        private int days;

        @Override
        public Integer call() {
            return done(body().with("days", days), "meter " + meter.serial + " is warned " + days + " days before",
                    "meters", meter.serial, "warning-days");
        }
    }

    /** {@code wattle balance emergency}. */
    @Command(name = "emergency", mixinStandardHelpOptions = true, description = "Lends emergency credit, which the next payment pays back.")
    static final class Emergency extends HeadEndVerb.ByPerson {
        @Mixin
        private final Amount amount = new Amount();

        @Override
        public Integer call() {
            return post(amount.addTo(body(), spec),
                    answer -> AnswerText.done(amount + " is lent to meter " + amount.serial + " as "
                            + answer.path("grantId").asText(), answer),
                    "meters", amount.serial, "emergency-credit");
        }
    }

    /** {@code wattle balance grant}. */
    @Command(name = "grant", mixinStandardHelpOptions = true, description = "Gives credit that nobody pays for.")
    static final class Grant extends HeadEndVerb.WithReason {
        @Mixin
        private final Amount amount = new Amount();

        @Option(names = "--kind", paramLabel = "KIND", defaultValue = "free", description = "free or engineering (default ${DEFAULT-VALUE}).")
        private String kind = "free";

        @Override
        public Integer call() {
            return done(amount.addTo(body().with("kind", kind.toLowerCase(Locale.ROOT)), spec), amount
                    + " is given to meter " + amount.serial, "meters", amount.serial, "grants");
        }
    }

    /** {@code wattle balance grants}. */
    @Command(name = "grants", mixinStandardHelpOptions = true, description = "Emergency, free and engineering credit, newest first: who gave it, when and why.")
    static final class Grants extends HeadEndVerb {
        @Option(names = "--kind", paramLabel = "KIND", description = "emergency, free or engineering.")
        private Optional<String> kind = Optional.empty();

        @Option(names = "--meter", paramLabel = "METER", description = "Only its own.")
        private Optional<String> meter = Optional.empty();

        @Option(names = "--csv", description = "As comma-separated values.")
        private boolean csv;

        @Mixin
        private final Page page = new Page();

        @Override
        public Integer call() {
            String query = page.query("format=" + (csv ? "csv" : "json")
                    + kind.map(one -> "&kind=" + HeadEndClient.encoded(one.toLowerCase(Locale.ROOT))).orElse("")
                    + meter.map(one -> "&meter=" + HeadEndClient.encoded(one)).orElse(""));
            return csv ? headEnd.print(spec, query, "grants") : show(query, "grants");
        }
    }

    /** {@code wattle balance limits}. */
    @Command(name = "limits", mixinStandardHelpOptions = true, description = "Meters that are limited because credit runs out, or refuse to be.")
    static final class Limits extends HeadEndVerb {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.")
        private Optional<Integer> limit = Optional.empty();

        @Override
        public Integer call() {
            return show(limit.map(n -> "limit=" + n).orElse(""), "supply-limits");
        }
    }

    /** {@code wattle forecast}. */
    @Command(name = "forecast", mixinStandardHelpOptions = true, description = "How long the balances of an account last that live in a running head-end.")
    public static final class Forecast extends HeadEndVerb {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Override
        public Integer call() {
            return show("", "accounts", account, "forecast");
        }
    }

    /** The API counts in Wh, l and lg. */
    private static String unitCode(String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "kwh" -> "Wh";
            case "m3" -> "l";
            case "m3-gas" -> "lg";
            default -> typed;
        };
    }
}

package io.wattle.headend.cli.account;

import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.cli.verb.Words;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle accounts} about a meter: where it is, who pays, whether anything is sold for it. */
final class PremisesVerbs {

    private PremisesVerbs() {}

    /** {@code wattle accounts meter}. */
    @Command(name = "meter", mixinStandardHelpOptions = true, description = "Where a meter is, who pays, whether anything is sold for it, and whether it may be cut.")
    static final class Show extends HeadEndVerb {
        @Parameters(paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @Override
        public Integer call() {
            return show("", "meters", meter, "premises");
        }
    }

    /** {@code wattle accounts place}. */
    @Command(name = "place", mixinStandardHelpOptions = true, description = "Says where a meter is, where its balance lives, and how it is reached.")
    static final class Place extends HeadEndVerb.ByPerson {
        @Parameters(paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @Option(names = "--location", paramLabel = "LOCATION", description = "Its Loc ID.")
        private Optional<String> location = Optional.empty();

        @Option(names = "--balance", paramLabel = "WHERE", description = "server, meter or both.")
        private Optional<String> mode = Optional.empty();

        @Option(names = "--com", paramLabel = "TEXT", description = "How it is reached.")
        private Optional<String> com = Optional.empty();

        @Override
        public Integer call() {
            return saved(body().withAny("location", location)
                    .withAny("balanceMode", mode.map(Words::constant))
                    .withAny("com", com), "meter " + meter, "meters", meter, "premises");
        }
    }

    /** {@code wattle accounts vending}. */
    @Command(name = "vending", mixinStandardHelpOptions = true, description = "Has nothing sold for a meter through any channel, or lets it be sold again.")
    static final class Vending extends HeadEndVerb.ByPerson {
        /** Whether it is sold. */
        enum OnOff {
            ON, OFF
        }

        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @Parameters(index = "1", paramLabel = "on|off", description = "Whether anything is sold for it.")
        private OnOff onOff = OnOff.ON;

        @Override
        public Integer call() {
            return saved(body().with("vending", onOff == OnOff.ON), "vending for meter " + meter, "meters", meter,
                    "premises");
        }
    }

    /** {@code wattle accounts critical-need}. */
    @Command(name = "critical-need", mixinStandardHelpOptions = true, description = "Says that a supply must not be cut, until when and why, or with --none that it may be again.")
    static final class CriticalNeed extends HeadEndVerb.ByPerson {
        @Parameters(paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private What what;

        /** One of the two. */
        static final class What {
            @Option(names = "--none", required = true, description = "It may be cut again.")
            private boolean none;

            @ArgGroup(exclusive = false, multiplicity = "1")
            private Need need = new Need();
        }

        /** Why and until when. */
        static final class Need {
            @Option(names = "--reason", paramLabel = "REASON", required = true, description = "life-support, critical-need or public-service.")
            private String reason = "";

            @Option(names = "--evidence", paramLabel = "TEXT", required = true, description = "What shows it, such as a letter's number.")
            private String evidence = "";

            @Option(names = "--until", paramLabel = "INSTANT", required = true, description = "Such as 2027-01-01T00:00:00Z.")
            private String until = "";

            @Option(names = "--words", paramLabel = "TEXT", description = "More about it; encrypted before it is kept.")
            private Optional<String> words = Optional.empty();
        }

        @Override
        public Integer call() {
            JsonLine body = body();
            if (!what.none) {
                body.withPart("need", new JsonLine().with("reason", Words.constant(what.need.reason))
                        .with("evidence", what.need.evidence)
                        .with("until", what.need.until)
                        .withAny("words", what.need.words));
            }
            return saved(body, "the need of meter " + meter, "meters", meter, "critical-need");
        }
    }

    /** {@code wattle accounts assign}. */
    @Command(name = "assign", mixinStandardHelpOptions = true, description = "Has another account pay for a meter from now on.")
    static final class Assign extends HeadEndVerb.WithReason {
        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Who pays.")
        private String account = "";

        @Override
        public Integer call() {
            return done(body().with("account", account), account + " pays for meter " + meter, "meters", meter,
                    "assignment");
        }
    }

    /** What a meter is that is made known. */
    static final class NewMeter {
        @Option(names = "--service", paramLabel = "SERVICE", defaultValue = "electricity", description = "electricity, water or gas (default ${DEFAULT-VALUE}).")
        private String service = "electricity";

        @Option(names = "--balance-unit", paramLabel = "UNIT", description = "What its own balance is in: Wh, l, lg (litres of gas) or a currency.")
        private Optional<String> balanceUnit = Optional.empty();

        @Option(names = "--register-modulus", paramLabel = "N", description = "At which its register begins anew.")
        private Optional<Long> modulus = Optional.empty();

        @Option(names = "--price", paramLabel = "AMOUNT", description = "For a balance in money: what a kWh or m3 costs by the meter, such as 0.20.")
        private Optional<BigDecimal> price = Optional.empty();

        private JsonLine addTo(JsonLine body, CommandSpec spec, String meter, String account) {
            return body.with("meter", meter)
                    .with("account", account)
                    .with("service", Words.constant(service))
                    .withAny("balanceUnit", balanceUnit)
                    .withAny("registerModulus", modulus)
                    .withAny("priceMinorPerThousand", price.map(one -> MoneyText.minor(spec, "--price", one,
                            balanceUnit.orElseThrow(() -> new ParameterException(spec.commandLine(),
                                    "--price needs --balance-unit, the currency that it is in")))));
        }
    }

    /** {@code wattle accounts register}. */
    @Command(name = "register", mixinStandardHelpOptions = true, description = "Makes a meter known to the ledger; to be read it must be in the head-end's list of meters, too.")
    static final class Register extends HeadEndVerb.ByPerson {
        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Who pays.")
        private String account = "";

        @Mixin
        private final NewMeter made = new NewMeter();

        @Override
        public Integer call() {
            return done(made.addTo(body(), spec, meter, account), "meter " + meter + " is known",
                    "meter-registrations");
        }
    }

    /** {@code wattle accounts swap}. */
    @Command(name = "swap", mixinStandardHelpOptions = true, description = "Has another meter take the place of one, with what was left in it if --carry-over.")
    static final class Swap extends HeadEndVerb.WithReason {
        @Parameters(index = "0", paramLabel = "METER", description = "The one that goes.")
        private String meter = "";

        @Parameters(index = "1", paramLabel = "NEW-METER", description = "The one that comes.")
        private String fresh = "";

        @Option(names = "--account", paramLabel = "ACCOUNT", required = true, description = "Who pays for the new one.")
        private String account = "";

        @Option(names = "--carry-over", description = "Credit that was left goes to the new one.")
        private boolean carryOver;

        @Mixin
        private final NewMeter made = new NewMeter();

        @Override
        public Integer call() {
            JsonLine body = body().withPart("newMeter", made.addTo(new JsonLine(), spec, fresh, account))
                    .with("carryOver", carryOver);
            return done(body, "meter " + fresh + " is in the place of " + meter, "meters", meter, "replacement");
        }
    }

    /** {@code wattle accounts price}. */
    @Command(name = "price", mixinStandardHelpOptions = true, description = "Says that a price was set in a meter whose balance is in money.")
    static final class Price extends HeadEndVerb.ByPerson {
        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "What a kWh or m3 costs by it, such as 0.20.")
        private BigDecimal price = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Option(names = "--from", paramLabel = "INSTANT", required = true, description = "Since when, such as 2026-07-01T00:00:00Z.")
        private String from = "";

        @Override
        public Integer call() {
            return done(body().with("from", from)
                    .with("priceMinorPerThousand", MoneyText.minor(spec, price, currency)),
                    "meter " + meter
                            + " sells for " + price + " " + currency,
                    "meters", meter, "tariff");
        }
    }
}

package io.wattle.headend.cli.vend;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle vend} that sell. */
public final class VendVerbs {
    private static final int UNIT_DIGITS = 3;

    private VendVerbs() {}

    /** About one meter. */
    abstract static class OfMeter extends HeadEndVerb {
        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        String meter = "";

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        String currency = "";
    }

    /** {@code wattle vend quote}. */
    @Command(name = "quote", mixinStandardHelpOptions = true, description = "What a sale to a meter would be now, with all that its account owes. Nothing is sold.")
    static final class Quote extends OfMeter {
        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private What what;

        @Option(names = "--for", paramLabel = "WHAT", defaultValue = "payment", description = "payment, wallet or conversion (default ${DEFAULT-VALUE}).")
        private String kind = "payment";

        /** One of the two directions. */
        static final class What {
            @Option(names = "--money", paramLabel = "AMOUNT", required = true, description = "What is paid, such as 50.00.")
            private Optional<BigDecimal> money = Optional.empty();

            @Option(names = "--units", paramLabel = "KWH", required = true, description = "What is wanted, in kWh or m3.")
            private Optional<BigDecimal> units = Optional.empty();
        }

        @Override
        public Integer call() {
            JsonLine body = new JsonLine().with("meter", meter).with("currency", currency).with("for", kind);
            what.money.ifPresent(money -> body.with("amountMinor", MoneyText.minor(spec, money, currency)));
            what.units.ifPresent(units -> body.with("units", whole(spec, units)));
            return headEnd.post(spec, body, SaleWords::quoted, "sale-quotes");
        }
    }

    /** {@code wattle vend pay}. */
    @Command(name = "pay", mixinStandardHelpOptions = true, description = "Takes money for a meter; it buys units at once, or with --keep stays in the wallet but for what is due.")
    static final class Pay extends OfMeter {
        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Such as 50.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--cashier", paramLabel = "NAME", required = true, description = "Who took the money.")
        private String cashier = "";

        @Option(names = "--keep", description = "Convert nothing: the rest waits in the wallet.")
        private boolean keep;

        @Mixin
        private final TenderOptions tender = new TenderOptions();

        @Mixin
        private final TenderOptions.Quoted quote = new TenderOptions.Quoted();

        @Override
        public Integer call() {
            JsonLine body = new JsonLine().with("meter", meter)
                    .with("amountMinor", MoneyText.minor(spec, amount, currency))
                    .with("currency", currency)
                    .with("cashier", cashier);
            return headEnd.post(spec, quote.addTo(tender.addTo(body)), SaleWords::sold,
                    keep ? "wallet-payments" : "payments");
        }
    }

    /** {@code wattle vend convert}. */
    @Command(name = "convert", mixinStandardHelpOptions = true, description = "Makes units of the wallet: of all of it, of a part, or claims the free units alone.")
    static final class Convert extends OfMeter {
        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Part part;

        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who asks for it.")
        private String person = "";

        @Mixin
        private final TenderOptions.Quoted quote = new TenderOptions.Quoted();

        /** How much. */
        static final class Part {
            @Option(names = "--all", required = true, description = "All that the wallet buys.")
            private boolean all;

            @Option(names = "--free-units", required = true, description = "The free units of the month, and nothing else.")
            private boolean freeUnits;

            @Option(names = "--money", paramLabel = "AMOUNT", required = true, description = "What so much of it buys.")
            private Optional<BigDecimal> money = Optional.empty();

            @Option(names = "--units", paramLabel = "KWH", required = true, description = "So many kWh or m3.")
            private Optional<BigDecimal> units = Optional.empty();
        }

        @Override
        public Integer call() {
            JsonLine body = new JsonLine().with("meter", meter).with("person", person);
            if (part.money.isPresent()) {
                body.with("amountMinor", MoneyText.minor(spec, part.money.get(), currency)).with("currency", currency);
            } else if (part.units.isPresent()) {
                body.with("units", whole(spec, part.units.get()));
            } else if (part.all) {
                body.with("what", "all");
            } else if (part.freeUnits) {
                body.with("what", "free-units");
            }
            return headEnd.post(spec, quote.addTo(body), SaleWords::sold, "conversions");
        }
    }

    /** {@code wattle vend receipt}. */
    @Command(name = "receipt", mixinStandardHelpOptions = true, description = "Prints the receipt of a payment or a conversion, again and again.")
    static final class Receipt extends HeadEndVerb {
        @Parameters(paramLabel = "PAYMENT", description = "Such as P-12.")
        private String payment = "";

        @Override
        public Integer call() {
            return headEnd.get(spec, "", VendVerbs::paper, "payments", payment, "receipt");
        }
    }

    /** The lines of a receipt. */
    public static String paper(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        answer.path("lines").forEach(line -> lines.add(line.asText()));
        return String.join("\n", lines);
    }

    /** {@code wattle vend show}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "A payment as it stands: what it bought, and what became of it.")
    static final class Show extends HeadEndVerb {
        @Parameters(paramLabel = "PAYMENT", description = "Such as P-12.")
        private String payment = "";

        @Override
        public Integer call() {
            return headEnd.get(spec, "", SaleWords::shown, "payments", payment);
        }
    }

    /** {@code wattle vend payments}. */
    @Command(name = "payments", mixinStandardHelpOptions = true, description = "The payments for an account and the conversions of its wallet, newest first: to find a receipt again.")
    static final class Payments extends HeadEndVerb {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number, a meter's serial or a Loc ID.")
        private String account = "";

        @Mixin
        private final Page page = new Page();

        @Override
        public Integer call() {
            return show(page.query(""), "accounts", account, "payments");
        }
    }

    /** {@code wattle vend decide}. */
    @Command(name = "decide", mixinStandardHelpOptions = true, description = "Says what became of a credit that no reading can prove; once, by a person who has looked.")
    static final class Decide extends HeadEndVerb.WithReason {
        @Parameters(index = "0", paramLabel = "CREDIT", description = "Such as C-12.")
        private String credit = "";

        @Option(names = "--meter", paramLabel = "METER", required = true, description = "Its serial number.")
        private String meter = "";

        @Option(names = "--in-meter", paramLabel = "true|false", arity = "1", required = true, description = "Whether it is in the meter.")
        private boolean inMeter;

        @Override
        public Integer call() {
            return done(body().with("meter", meter).with("inMeter", inMeter), credit + " is decided", "credits", credit,
                    "decision");
        }
    }

    /** {@code wattle vend wallet}. */
    @Command(name = "wallet", mixinStandardHelpOptions = true, description = "What a customer has in the wallet, and owes in arrears.")
    static final class Wallet extends HeadEndVerb {
        @Parameters(paramLabel = "ACCOUNT", description = "The customer account.")
        private String account = "";

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Override
        public Integer call() {
            return headEnd.get(spec, "currency=" + HeadEndClient.encoded(currency),
                    answer -> "Wallet " + MoneyText.of(answer, "walletMinor") + ", arrears "
                            + MoneyText.of(answer, "arrearsMinor"),
                    "accounts", account, "wallet");
        }
    }

    private static long whole(CommandSpec spec, BigDecimal units) {
        try {
            return units.movePointRight(UNIT_DIGITS).longValueExact();
        } catch (ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), "--units must have at most three decimals, was: "
                    + units, e);
        }
    }
}

package io.wattle.headend.cli.vend;

import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle till} about vendors, who sell for a commission out of a float that they paid before. */
final class VendorVerbs {

    private VendorVerbs() {}

    /** {@code wattle till vendor}. */
    @Command(name = "vendor", mixinStandardHelpOptions = true, description = "Makes a vendor known, or changes what he earns from now on; as a supervisor.")
    static final class Save extends HeadEndVerb.ByPerson {
        private static final int BASIS_POINT_DIGITS = 2;

        @Parameters(paramLabel = "VENDOR", description = "His name.")
        private String vendor = "";

        @Option(names = "--commission", paramLabel = "PERCENT", required = true, description = "Of each sale, such as 1.5.")
        private BigDecimal commission = BigDecimal.ZERO;

        @Override
        public Integer call() {
            return done(body().with("vendor", vendor).with("commissionBasisPoints", basisPoints()), vendor + " earns "
                    + commission + " % of each sale from now on", "vendors");
        }

        private long basisPoints() {
            try {
                return commission.movePointRight(BASIS_POINT_DIGITS).longValueExact();
            } catch (ArithmeticException e) {
                throw new ParameterException(spec.commandLine(), "--commission must have at most two decimals, was: "
                        + commission, e);
            }
        }
    }

    /** {@code wattle till vendors}. */
    @Command(name = "vendors", mixinStandardHelpOptions = true, description = "The vendors, or one of them: commission and float.")
    static final class Vendors extends HeadEndVerb {
        @Parameters(arity = "0..1", paramLabel = "VENDOR", description = "Only this one.")
        private Optional<String> vendor = Optional.empty();

        @Override
        public Integer call() {
            return vendor.map(name -> show("", "vendors", name)).orElseGet(() -> show("", "vendors"));
        }
    }

    /** {@code wattle till topup}. */
    @Command(name = "topup", mixinStandardHelpOptions = true, description = "Takes the prepayment of a vendor, as a supervisor.")
    static final class TopUp extends HeadEndVerb.ByPerson {
        @Parameters(index = "0", paramLabel = "VENDOR", description = "His name.")
        private String vendor = "";

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Such as 500.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Option(names = "--tender", paramLabel = "TENDER", defaultValue = "cash", description = "cash, cheque, bank_transfer or mobile_money (default ${DEFAULT-VALUE}).")
        private String tender = "cash";

        @Option(names = "--reference", paramLabel = "TEXT", description = "What the tender is known by, such as the number of a transfer.")
        private Optional<String> reference = Optional.empty();

        @Override
        public Integer call() {
            JsonLine body = body().with("amountMinor", MoneyText.minor(spec, amount, currency))
                    .with("currency", currency)
                    .with("tender", tender.toLowerCase(Locale.ROOT))
                    .withAny("reference", reference);
            return done(body, amount + " " + currency + " into the float of " + vendor, "vendors", vendor, "top-ups");
        }
    }

    /** {@code wattle till statement}. */
    @Command(name = "statement", mixinStandardHelpOptions = true, description = "What moved the float of a vendor, newest first.")
    static final class Statement extends HeadEndVerb {
        @Parameters(paramLabel = "VENDOR", description = "His name.")
        private String vendor = "";

        @Mixin
        private final Page page = new Page();

        @Override
        public Integer call() {
            return show(page.query(""), "vendors", vendor, "statement");
        }
    }
}

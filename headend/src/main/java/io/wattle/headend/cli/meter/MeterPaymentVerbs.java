package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.PaymentMode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wattle meter payment}. */
@Command(name = "payment", mixinStandardHelpOptions = true, description = "How the meter's customer pays: its mode, its emergency credit, its own prices.", subcommands = {
        MeterPaymentVerbs.Mode.class, MeterPaymentVerbs.Emergency.class, MeterPaymentVerbs.Prices.class})
final class MeterPaymentVerbs extends VerbGroup {
    @Command(name = "mode", mixinStandardHelpOptions = true, description = "Switches the account between credit (pay later) and prepayment.")
    static final class Mode extends MeterVerb {
        @Parameters(index = "1", paramLabel = "MODE", description = "credit or prepayment")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private PaymentMode mode;

        @Override
        public Integer call() {
            Outcome<PaymentMode> shown = ask((link, _) -> link.setPaymentMode(mode).toCompletableFuture().join());
            return tell("payment_mode", shown.map(now -> now.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Command(name = "emergency", mixinStandardHelpOptions = true, description = "Calls upon the emergency credit that the meter itself can lend.")
    static final class Emergency extends MeterVerb {
        @Override
        public Integer call() {
            Outcome<Boolean> used = ask((link, _) -> link.selectEmergencyCredit().toCompletableFuture().join());
            return tell("emergency_credit", used.map(now -> now ? "in use" : "called upon, not in use yet"));
        }
    }

    @Command(name = "prices", mixinStandardHelpOptions = true, description = "Gives a meter that counts in money its prices, and prints the name that it then has for them.")
    static final class Prices extends MeterVerb {
        private static final int MILLIONTHS = 6;

        @Option(names = "--name", paramLabel = "NAME", required = true, description = "What the meter shows.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private String name;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "As the meter's account says it, such as USD.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private String currency;

        @Option(names = "--price", paramLabel = "NUMBER", required = true, description = "Of one kWh or m3, such as 0.15; once for each of the meter's tariffs, in order.")
        private List<BigDecimal> prices = List.of();

        @Option(names = "--from", paramLabel = "TIME", description = "When the meter begins with them, such as 2027-01-01T00:00:00Z; at once if not said.")
        private Optional<Instant> from = Optional.empty();

        @Override
        public Integer call() {
            MeterTariff tariff = new MeterTariff(name,
                    from.orElseGet(() -> Clock.systemUTC().instant()).truncatedTo(ChronoUnit.SECONDS), currency,
                    prices.stream().map(this::millionths).toList());
            return tell("tariff", ask((link, _) -> link.setTariff(tariff).toCompletableFuture().join()));
        }

        private long millionths(BigDecimal price) {
            try {
                if (price.signum() >= 0) {
                    return price.movePointRight(MILLIONTHS).longValueExact();
                }
            } catch (ArithmeticException e) {
                throw wrong("--price must have at most " + MILLIONTHS + " places, was: " + price);
            }
            throw wrong("--price must not be below zero, was: " + price);
        }
    }
}

package io.wattle.headend.cli.tariff;

import io.wattle.headend.tariff.PriceWords;
import io.wattle.headend.tariff.TariffFile;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.ArrearsItem;
import io.wattle.ledger.tariff.sale.FixedDue;
import io.wattle.ledger.tariff.sale.PriceRefused;
import io.wattle.ledger.tariff.sale.Pricing;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.tariff.sale.SaleContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle tariff quote}: the calculator that sells, asked without selling. */
@Command(name = "quote", mixinStandardHelpOptions = true, description = "Says what a payment buys, or what units cost, line by line as on the receipt. Exit code 1 if the tariff refuses.")
final class TariffQuoteVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A tariff in YAML.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private What what;

    /** One of the two directions. */
    static final class What {
        @Option(names = "--money", paramLabel = "AMOUNT", required = true, description = "What is paid, such as 50.00.")
        private @Nullable BigDecimal money;

        @Option(names = "--units", paramLabel = "KWH", required = true, description = "What is wanted, in kWh or m3.")
        private @Nullable BigDecimal units;
    }

    @Option(names = "--class", paramLabel = "CLASS", defaultValue = "domestic", description = "Customer class, or class/sub-class (default ${DEFAULT-VALUE}).")
    private String customerClass = "domestic";

    @Option(names = "--at", paramLabel = "INSTANT", description = "When, such as 2026-07-01T10:00:00Z (default: now).")
    private Optional<Instant> at = Optional.empty();

    @Option(names = "--channel", paramLabel = "NAME", defaultValue = "cashier", description = "How is paid (default ${DEFAULT-VALUE}).")
    private String channel = "cashier";

    @Option(names = "--bought-this-month", paramLabel = "KWH", defaultValue = "0", description = "Units bought before in this calendar month (default ${DEFAULT-VALUE}).")
    private BigDecimal bought = BigDecimal.ZERO;

    @Option(names = "--periods-due", paramLabel = "N", description = "So many periods of each standing charge are due (default: 1 if nothing was bought this month, else 0).")
    private Optional<Integer> periodsDue = Optional.empty();

    @Option(names = "--arrears", paramLabel = "AMOUNT", defaultValue = "0", description = "Arrears that are required (default ${DEFAULT-VALUE}).")
    private BigDecimal arrears = BigDecimal.ZERO;

    @Option(names = "--emergency-used", paramLabel = "AMOUNT", defaultValue = "0", description = "Price of emergency credit used (default ${DEFAULT-VALUE}).")
    private BigDecimal emergency = BigDecimal.ZERO;

    @Option(names = "--free-units", paramLabel = "KWH", defaultValue = "0", description = "Free units to be claimed (default ${DEFAULT-VALUE}).")
    private BigDecimal freeUnits = BigDecimal.ZERO;

    @Option(names = "--any-amount", description = "Units to the last Wh or litre; without it, amounts that a token can say.")
    private boolean anyAmount;

    @Option(names = "--currency-balance", description = "The balance is held in currency: nothing but fixed charges and debts is taken now.")
    private boolean currencyBalance;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        TariffPlan plan = TariffFile.read(file);
        int digits = Currency.getInstance(plan.currency()).getDefaultFractionDigits();
        SaleContext context = context(plan, digits);
        Pricing pricing = what.money != null
                ? SaleCalculator.unitsFor(plan, new Money(exact("--money", what.money, digits), plan.currency()),
                        context)
                : SaleCalculator.priceOf(plan, plan.unit().of(units("--units", what.units)), context);
        return switch (pricing) {
            case Quote quote -> {
                spec.commandLine().getOut().print(json ? QuotePrint.json(quote) + "\n" : QuotePrint.table(quote, plan));
                spec.commandLine().getOut().flush();
                yield 0;
            }
            case PriceRefused refused -> {
                spec.commandLine().getErr().println("wattle: " + PriceWords.of(refused, plan));
                yield 1;
            }
        };
    }

    private SaleContext context(TariffPlan plan, int digits) {
        Instant when = at.orElseGet(Instant::now);
        int slash = customerClass.indexOf('/');
        long month = units("--bought-this-month", bought);
        String main = slash < 0 ? customerClass : customerClass.substring(0, slash);
        long owed = exact("--arrears", arrears, digits);
        var builder = SaleContext.at(when, main)
                .subClass(slash < 0 ? "" : customerClass.substring(slash + 1))
                .channel(channel)
                .balance(currencyBalance ? SaleContext.Balance.CURRENCY : SaleContext.Balance.UNITS)
                .step(anyAmount ? SaleContext.Step.ONE : SaleContext.Step.TOKEN)
                .bought(month, 0)
                .freeUnits(units("--free-units", freeUnits))
                .emergencyUsed(exact("--emergency-used", emergency, digits));
        if (owed > 0) {
            builder.arrears(List.of(ArrearsItem.whole("Arrears", LocalDate.EPOCH, owed)), 0);
        }
        int periods = periodsDue.orElse(month == 0 ? 1 : 0);
        if (periods < 0) {
            throw new ParameterException(spec.commandLine(), "--periods-due must not be below zero");
        }
        List<FixedDue> due = SaleCalculator.inForce(plan, builder.build())
                .map(holding -> holding.standing().stream().map(fee -> due(fee, periods)).toList())
                .orElse(List.of());
        return builder.fixedDue(due).build();
    }

    private static FixedDue due(StandingFee fee, int periods) {
        return new FixedDue(fee.name() + (periods == 1 ? "" : " x " + periods), fee.minor(periods));
    }

    private long units(String option, @Nullable BigDecimal number) {
        return exact(option, number == null ? BigDecimal.ZERO : number, 3);
    }

    private long exact(String option, BigDecimal number, int digits) {
        try {
            long value = Math.abs(number.scale()) > 30 ? -1 : number.movePointRight(digits).longValueExact();
            if (value >= 0 && value <= Exact.AMOUNT_MAX) {
                return value;
            }
        } catch (ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), option + " has more than " + digits
                    + " decimals or is too much: " + number, e);
        }
        throw new ParameterException(spec.commandLine(), option + " must be 0 or more, and not too much: " + number);
    }
}

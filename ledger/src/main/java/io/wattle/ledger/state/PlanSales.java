package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.ARREARS;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.SERVER_UNITS;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.Pricing;
import io.wattle.ledger.tariff.sale.PriceRefused;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.tariff.sale.SaleContext;
import io.wattle.ledger.tariff.sale.SaleContext.Balance;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Sale;
import io.wattle.ledger.vending.AroundSale;
import io.wattle.ledger.vending.TaxShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about money that is spent by a tariff plan: what is due of it, what it buys, and where each part goes. For one
 * meter at one moment.
 */
final class PlanSales {
    private final TariffPlan plan;
    private final MeterState meter;
    private final LedgerState state;
    private final long sequence;
    private final Instant now;
    private final PlanContext context;
    /** Where the balance lives here. */
    private final Optional<ServerMeter> server;

    PlanSales(TariffPlan plan, MeterState meter, LedgerState state, long sequence, Instant now) {
        this.plan = plan;
        this.meter = meter;
        this.state = state;
        this.sequence = sequence;
        this.now = now;
        this.context = new PlanContext(plan, meter, state, now);
        this.server = state.servers.of(meter.meter);
    }

    /** Money comes in, and buys all that it can, or stays in the wallet but for what is due. */
    Decision pay(MoneyIn in, boolean keep, int pendingCreditsMax) {
        long owed = Math.min(0, wallet());
        Money money = new Money(in.money().amountMinor() + owed, plan.currency());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.PaymentTaken(meter.meter, paymentId(), meter.account, in.money()));
        if (keep) {
            facts.add(new Fact.KeptInWallet(meter.meter, paymentId()));
        }
        Transfers transfers = new Transfers(meter.meter)
                .move(in.from(), in.owner(), WALLET, meter.account, in.money());
        if (!money.isPositive()) {
            server.ifPresent(one -> facts.add(paid(one, one.inMoney() ? in.money() : one.unit.zero())));
            facts.add(transfers.posted()); // what the wallet owes takes all of it
            return new Accept(Optional.of(in.key()), facts);
        }
        boolean stays = keep || server.filter(ServerMeter::inMoney).isPresent();
        SaleContext terms = context.ofPayment(in.channel(), stays ? Balance.CURRENCY : Balance.UNITS);
        Pricing priced = SaleCalculator.unitsFor(plan, context.inForce(), money, terms);
        if (!(priced instanceof Quote quote)) {
            return PriceRefusals.of((PriceRefused) priced, plan, "tender");
        }
        boolean buysNothing = quote.units() + quote.freeUnits() == 0 && quote.parts().wallet() == money.amountMinor();
        if (buysNothing && !stays && !in.isKept()) {
            return new Refuse(Refusal.AMOUNT_TOO_SMALL, "tender", in.money() + " buys nothing by " + plan.name());
        }
        return sold(quote, terms, in.money().amountMinor(), Optional.of(in.key()), facts, transfers, "tender",
                pendingCreditsMax);
    }

    /** A part of the wallet becomes units. */
    Decision convert(String key, Conversion conversion, int pendingCreditsMax) {
        if (server.filter(ServerMeter::inMoney).isPresent()) {
            return new Refuse(Refusal.BALANCE_ON_SERVER, "meter", "the balance of " + meter.meter + " is its wallet");
        }
        Optional<Refuse> tooLittle = conversion instanceof Conversion.FreeUnits
                ? Optional.empty()
                : tooLittle(conversion);
        if (tooLittle.isPresent()) {
            return tooLittle.get();
        }
        SaleContext terms = context.ofConversion();
        Pricing priced = switch (conversion) {
            case Conversion.FreeUnits _ -> SaleCalculator.freeUnits(plan, terms);
            case Conversion.All _ ->
                SaleCalculator.unitsFor(plan, context.inForce(), new Money(wallet(), plan.currency()), terms);
            case Conversion.Amount(Money money) -> SaleCalculator.unitsFor(plan, context.inForce(), money, terms);
            case Conversion.Units(Quantity units) -> SaleCalculator.priceOf(plan, units, terms);
        };
        if (!(priced instanceof Quote quote)) {
            return PriceRefusals.of((PriceRefused) priced, plan, "conversion");
        }
        if (quote.tenderMinor() > wallet()) {
            return new Refuse(Refusal.BALANCE_TOO_LOW, "conversion", "it needs "
                    + QuantityText.of(money(quote.tenderMinor())) + ", and the wallet of " + meter.account + " has "
                    + QuantityText.of(money(wallet())));
        }
        if (quote.units() + quote.freeUnits() == 0 || isGift(quote)) {
            return new Refuse(Refusal.AMOUNT_TOO_SMALL, "conversion", conversion instanceof Conversion.FreeUnits
                    ? "no free units can be claimed now by " + plan.name()
                    : "it buys nothing by " + plan.name());
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.WalletConverted(meter.meter, paymentId(), meter.account, conversion));
        return sold(quote, terms, 0, Optional.of(key), facts, new Transfers(meter.meter), "conversion",
                pendingCreditsMax);
    }

    private Optional<Refuse> tooLittle(Conversion conversion) {
        long wished = switch (conversion) {
            case Conversion.Amount(Money money) -> money.amountMinor();
            case Conversion.Units(Quantity units) -> units.value();
            case Conversion.All _,Conversion.FreeUnits _ -> 1;
        };
        if (wished < 1) {
            return Optional
                    .of(new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "conversion", "must be above zero, was: " + wished));
        }
        return wallet() > 0
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.BALANCE_TOO_LOW, "conversion", "the wallet of " + meter.account
                        + " has " + money(wallet())));
    }

    /** Units that have a rate and whose price is rounded to nothing. */
    private static boolean isGift(Quote quote) {
        return quote.units() > 0 && quote.parts().units() + quote.parts().tax() == 0
                && quote.lines().stream().anyMatch(line -> line.kind() == Kind.UNITS && line.rate() > 0)
                && quote.lines().stream().noneMatch(line -> line.kind() == Kind.MINIMUM_CHARGE); // paid for before
    }

    private Decision sold(Quote quote, SaleContext terms, long incoming, Optional<String> key, List<Fact> facts,
            Transfers transfers,
            String field, int pendingCreditsMax) {
        long units = quote.units() + quote.freeUnits();
        if (units > 0 && server.isEmpty()) {
            Optional<Refuse> refused = new Loading(meter, pendingCreditsMax).refused(units, now, field);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        Sale sale = sale(quote, terms, incoming);
        long taxOfUnits = sale.taxOfUnits().stream().mapToLong(TaxShare::amountMinor).sum();
        spend(sale, quote, transfers);
        if (server.isPresent()) {
            facts.add(paid(server.get(), server.get().inMoney()
                    ? new Money(quote.parts().wallet() - Math.min(0, wallet()), plan.currency())
                    : server.get().unit.of(units)));
            transfers.move(UNITS_SOLD, plan.name(), SERVER_UNITS, meter.account, server.get().inMoney()
                    ? meter.balanceUnit().zero()
                    : server.get().unit.of(units));
        } else if (units > 0) {
            Quantity amount = meter.balanceUnit().of(units);
            facts.add(new Fact.CreditOrdered(meter.meter, "C-" + sequence, paymentId(), amount,
                    new Money(quote.parts().units() + taxOfUnits, plan.currency())));
            transfers.move(UNITS_SOLD, plan.name(), CREDIT_IN_TRANSIT, meter.meter, amount);
        }
        facts.add(new Fact.SaleMade(meter.meter, paymentId(), sale));
        facts.addAll(transfers.facts());
        return new Accept(key, facts);
    }

    private Fact paid(ServerMeter to, Quantity amount) {
        return new BalanceFact.BalancePaid(to.meter, paymentId(), amount);
    }

    private Sale sale(Quote quote, SaleContext terms, long incoming) {
        boolean counted = context.inForce()
                .flatMap(one -> one.freeUnits())
                .map(free -> free.countInBlocks())
                .orElse(false);
        return new Sale(plan.name(), plan.version(), context.today(), plan.currency(), quote.tenderMinor(),
                quote.units(), quote.freeUnits(), quote.units() + (counted ? quote.freeUnits() : 0), quote.lines(),
                taxOfUnits(quote, terms), context.after(quote.lines()), context.claimed(quote.freeUnits()),
                around(quote, incoming));
    }

    private AroundSale around(Quote quote, long incoming) {
        long before = wallet();
        long arrears = -state.balance(new AccountKey(ARREARS, meter.account, Unit.money(plan.currency()))).value();
        return new AroundSale(before, before + incoming - (quote.tenderMinor() - quote.parts().wallet()), arrears,
                quote.nextBlock());
    }

    /** Taxes on fees stay where they are when units go back: what the same money would pay without units. */
    private List<TaxShare> taxOfUnits(Quote quote, SaleContext terms) {
        List<TaxShare> shares = new ArrayList<>();
        List<QuoteLine> ofFees = quote.parts().fixed() == 0 ? List.of() : withoutUnits(quote, terms);
        for (QuoteLine line : quote.lines()) {
            if (line.isTax()) {
                long share = line.amountMinor() - taxNamed(line.name(), ofFees);
                if (share > 0) {
                    shares.add(new TaxShare(line.name(), share));
                }
            }
        }
        return shares;
    }

    private List<QuoteLine> withoutUnits(Quote quote, SaleContext terms) {
        Pricing priced = SaleCalculator.unitsFor(plan, context.inForce(),
                new Money(quote.tenderMinor(), plan.currency()),
                terms.withBalance(Balance.CURRENCY));
        return priced instanceof Quote fees ? fees.lines() : List.of();
    }

    private static long taxNamed(String name, List<QuoteLine> lines) {
        long sum = 0;
        for (QuoteLine line : lines) {
            sum += line.isTax() && line.name().equals(name) ? line.amountMinor() : 0;
        }
        return sum;
    }

    /** Out of the wallet; the revenue of units first, since by it a credit knows where its money went. */
    private void spend(Sale sale, Quote quote, Transfers transfers) {
        transfers.move(WALLET, meter.account, REVENUE, plan.name(), money(quote.parts().units()))
                .move(WALLET, meter.account, REVENUE, plan.name() + " fees", money(quote.parts().fixed()))
                .move(WALLET, meter.account, REVENUE, "channel fees", money(quote.parts().channelFee()))
                .move(WALLET, meter.account, EMERGENCY_RECEIVABLE, meter.account, money(quote.parts().emergency()));
        for (QuoteLine line : sale.lines()) {
            if (line.kind() == Kind.ARREARS) {
                transfers.move(WALLET, meter.account, ARREARS, meter.account, money(line.amountMinor()));
            } else if (line.isTax()) {
                transfers.move(WALLET, meter.account, TAX_PAYABLE, line.name(), money(line.amountMinor()));
            }
        }
    }

    private Money money(long minor) {
        return new Money(minor, plan.currency());
    }

    private long wallet() {
        return state.balance(new AccountKey(WALLET, meter.account, Unit.money(plan.currency()))).value();
    }

    private String paymentId() {
        return "P-" + sequence;
    }
}

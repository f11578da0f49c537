package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Contents;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.SaleContents;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.token.TokenAmounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Decides about payments: money into the wallet, and all the whole units that the wallet then buys. For a meter that reads
 * tokens: as many as a token can say, and the rest of the money stays in the wallet.
 */
final class PaymentDecisions {
    private final Map<Unit.Kind, FlatRate> rates;
    private final int pendingCreditsMax;

    PaymentDecisions(Map<Unit.Kind, FlatRate> rates, int pendingCreditsMax) {
        this.rates = rates;
        this.pendingCreditsMax = pendingCreditsMax;
    }

    Decision take(Command.TakePayment command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = Wellformed.name("key", command.key());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<Decision> before = state.keys.decide(command.key(), Contents.of(command));
        if (before.isPresent()) {
            return before.get();
        }
        return pay(in(command.origin(), command.key(), command.tender(), false), command.meter(), state, sequence,
                time);
    }

    /** Without a shift it stands under its channel. */
    private static MoneyIn in(Origin origin, String key, Money tender, boolean isKept) {
        return new MoneyIn(key, tender, CASH, origin.channel(), origin.channel(), isKept);
    }

    /** The money stays in the wallet, but for what is due. */
    Decision keep(Command.PayIntoWallet command, LedgerState state, long sequence, Instant time) {
        Optional<Decision> before = before(command.key(), SaleContents.of(command), state);
        return before.orElseGet(() -> keep(in(command.origin(), command.key(), command.tender(), true),
                command.meter(), state, sequence, time));
    }

    /** The same from any account: what is kept stays in the wallet, but for what is due. */
    Decision payOrKeep(MoneyIn in, String meter, boolean keep, LedgerState state, long sequence, Instant time) {
        return keep ? keep(in, meter, state, sequence, time) : pay(in, meter, state, sequence, time);
    }

    private Decision keep(MoneyIn in, String meterName, LedgerState state, long sequence, Instant time) {
        return withPlan(meterName, state, time, (plan, meter) -> money(in.money(), meter, plan.currency())
                .orElseGet(() -> new PlanSales(plan, meter, state, sequence, time).pay(in, true, pendingCreditsMax)));
    }

    /** A part of the wallet becomes units. */
    Decision convert(Command.ConvertWallet command, LedgerState state, long sequence, Instant time) {
        Optional<Decision> before = before(command.key(), SaleContents.of(command), state);
        return before.orElseGet(() -> withPlan(command.meter(), state, time,
                (plan, meter) -> new PlanSales(plan, meter, state, sequence, time).convert(command.key(),
                        command.conversion(), pendingCreditsMax)));
    }

    private static Optional<Decision> before(String key, String[] contents, LedgerState state) {
        return Wellformed.name("key", key).<Decision>map(refuse -> refuse).or(() -> state.keys.decide(key, contents));
    }

    private Decision withPlan(String meterName, LedgerState state, Instant time,
            BiFunction<TariffPlan, MeterState, Decision> use) {
        MeterState meter = state.meters.get(meterName);
        if (meter == null) {
            return Decider.unknownMeter(meterName);
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        Optional<TariffPlan> plan = planFor(meter, state, time);
        return plan.isPresent()
                ? use.apply(plan.get(), meter)
                : new Refuse(Refusal.NO_TARIFF, "meter", "no tariff plan is in force for " + meterName);
    }

    /** In the currency that its service is sold in; a meter whose balance is money buys no units. */
    private Optional<TariffPlan> planFor(MeterState meter, LedgerState state, Instant time) {
        FlatRate rate = rates.get(meter.balanceUnit().kind());
        return rate == null || meter.balanceUnit().kind() == Unit.Kind.MONEY
                ? Optional.empty()
                : state.planFor(meter, rate.currency(), time);
    }

    /** Puts money into the wallet of the account that pays for a meter, and sells. */
    Decision pay(MoneyIn in, String meterName, LedgerState state, long sequence, Instant time) {
        MeterState meter = state.meters.get(meterName);
        if (meter == null) {
            return Decider.unknownMeter(meterName);
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        Optional<TariffPlan> plan = planFor(meter, state, time);
        if (plan.isPresent()) {
            return money(in.money(), meter, plan.get().currency())
                    .orElseGet(() -> new PlanSales(plan.get(), meter, state, sequence, time).pay(in, false,
                            pendingCreditsMax));
        }
        FlatRate rate = rates.get(meter.balanceUnit().kind());
        boolean inOtherMoney = rate != null && meter.balanceUnit().kind() == Unit.Kind.MONEY
                && !meter.balanceUnit().code().equals(rate.currency());
        if (rate == null || inOtherMoney) {
            return new Refuse(Refusal.WRONG_UNIT, "meter", "there is no price for " + meter.balanceUnit().code());
        }
        Optional<Decision> refused = money(in.money(), meter, rate.currency());
        return refused.orElseGet(() -> state.servers.of(meterName)
                .map(server -> ServerPayment.take(in, meter, server, rate, state, sequence))
                .orElseGet(() -> sell(in, meter, rate, state, sequence, time)));
    }

    /** Why a meter can be loaded with nothing now, whoever pays and how much. */
    Optional<Refuse> notLoadable(String meterName, LedgerState state, Instant time) {
        MeterState meter = state.meters.get(meterName);
        if (meter == null) {
            return Optional.of(Decider.unknownMeter(meterName));
        }
        return RetiredMeter.inService(meter)
                .or(() -> state.servers.of(meterName).isPresent()
                        ? Optional.empty()
                        : new Loading(meter, pendingCreditsMax).full(time));
    }

    private static Optional<Decision> money(Money tender, MeterState meter, String currency) {
        if (!tender.currency().equals(currency)) {
            return Optional.of(new Refuse(Refusal.WRONG_CURRENCY, "tender", "units for " + meter.meter
                    + " are sold in " + currency + ", was: " + tender.currency()));
        }
        if (!tender.isPositive()) {
            return Optional.of(new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "tender", "must be above zero, was: " + tender));
        }
        if (tender.amountMinor() > Wellformed.VALUE_MAX) {
            return Optional.of(tooLarge("must be at most " + Wellformed.VALUE_MAX + ", was: " + tender));
        }
        return Optional.empty();
    }

    private Decision sell(MoneyIn in, MeterState meter, FlatRate rate, LedgerState state, long sequence,
            Instant time) {
        Quantity left = state.balance(new AccountKey(WALLET, meter.account(), in.money().unit()));
        Money purse = new Money(Math.addExact(left.value(), in.money().amountMinor()), rate.currency());
        if (buysMoreThanMax(purse, rate)) {
            return tooLarge("with what is in the wallet it buys more than " + Wellformed.VALUE_MAX + " "
                    + meter.balanceUnit().code());
        }
        Quantity bought = purse.isPositive() ? rate.unitsFor(purse, meter.balanceUnit()) : meter.balanceUnit().zero();
        boolean asToken = meter.seldom().tokens().isPresent() && !meter.terms().inMoney();
        if (asToken && bought.value() > TokenAmounts.UNITS_MAX) {
            return tooLarge("with what is in the wallet it buys more than " + TokenAmounts.UNITS_MAX + " "
                    + meter.balanceUnit().code() + ", the most that a token can say");
        }
        Quantity units = asToken ? meter.balanceUnit().of(TokenAmounts.atMost(bought.value())) : bought;
        if (!units.isPositive() && (left.value() < 0 || in.isKept())) {
            return new Accept(Optional.of(in.key()), intoWallet(in, meter, sequence));
        }
        if (!units.isPositive()) {
            return new Refuse(Refusal.AMOUNT_TOO_SMALL, "tender", "with " + left + " in the wallet " + in.money()
                    + " buys less than " + (asToken ? TokenAmounts.TENTH_UNITS : 1) + " " + meter.balanceUnit().code());
        }
        if (meter.openCredits().size() >= pendingCreditsMax) {
            return new Refuse(Refusal.TOO_MANY_PENDING_CREDITS, "meter", meter.openCredits().size()
                    + " credits are under way for " + meter.meter + "; wait until a reading proves one of them");
        }
        Optional<Refuse> unsellable = meter.seldom().tokens().flatMap(tokens -> TokenRules.unsellable(tokens, time));
        if (unsellable.isPresent()) {
            return unsellable.get();
        }
        return new Accept(Optional.of(in.key()), sale(in, meter, rate, units, sequence));
    }

    /** What is owed comes first, and may take all of it; or it buys nothing and stays in the wallet. */
    private static List<Fact> intoWallet(MoneyIn in, MeterState meter, long sequence) {
        return List.of(new Fact.PaymentTaken(meter.meter, "P-" + sequence, meter.account(), in.money()),
                new Transfers(meter.meter)
                        .move(in.from(), in.owner(), WALLET, meter.account(), in.money())
                        .posted());
    }

    private static List<Fact> sale(MoneyIn in, MeterState meter, FlatRate rate, Quantity units,
            long sequence) {
        Money price = rate.priceOf(units);
        String paymentId = "P-" + sequence;
        String creditId = "C-" + sequence;
        Fact.Posted posted = new Transfers(meter.meter)
                .move(in.from(), in.owner(), WALLET, meter.account(), in.money())
                .move(WALLET, meter.account(), REVENUE, rate.name(), price)
                .move(UNITS_SOLD, rate.name(), CREDIT_IN_TRANSIT, meter.meter, units)
                .posted();
        return List.of(new Fact.PaymentTaken(meter.meter, paymentId, meter.account(), in.money()),
                new Fact.CreditOrdered(meter.meter, creditId, paymentId, units, price), posted);
    }

    /** Compared without dividing, in 128 bits, so that no result can leave the range. */
    private static boolean buysMoreThanMax(Money purse, FlatRate rate) {
        long dearestHigh = Math.multiplyHigh(rate.priceMinorPerThousand(), Wellformed.VALUE_MAX);
        long purseHigh = Math.multiplyHigh(purse.amountMinor(), 1_000);
        return purseHigh > dearestHigh || (purseHigh == dearestHigh && Long.compareUnsigned(purse.amountMinor() * 1_000,
                rate.priceMinorPerThousand() * Wellformed.VALUE_MAX) > 0);
    }

    private static Refuse tooLarge(String detail) {
        return new Refuse(Refusal.AMOUNT_TOO_LARGE, "tender", detail);
    }
}

package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.tariff.sale.SaleContext;
import io.wattle.ledger.tariff.sale.Worth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reckons what becomes money when a customer leaves, with the calculator that sells: standing fees that he has not paid for
 * periods that have begun, and units that live here. Units are worth what they would cost now as the first of a month. Pure.
 */
public final class Settling {
    private static final List<Unit> UNITS = List.of(Unit.WATT_HOUR, Unit.LITRE, Unit.GAS_LITRE);
    private final SaleAnswers state;
    private final Map<Unit.Kind, FlatRate> rates;
    private final Instant now;

    public Settling(SaleAnswers state, Map<Unit.Kind, FlatRate> rates, Instant now) {
        this.state = state;
        this.rates = rates;
        this.now = now;
    }

    /** Standing fees of a meter that who pays for it owes. */
    public List<Settled> fees(MeterState meter) {
        List<Settled> fees = new ArrayList<>();
        if (meter.seldom.sales.isEmpty() || meter.seldom.replacedBy.isPresent()
                || state.accounts.isClosed(meter.account)) {
            return fees; // who is gone has settled them
        }
        for (String currency : currencies()) {
            state.planFor(meter, currency, now)
                    .ifPresent(plan -> SaleCalculator
                            .worthOf(plan, 0, new PlanContext(plan, meter, state, now).ofFees())
                            .filter(worth -> worth.totalMinor() > 0)
                            .ifPresent(worth -> fees.add(Settled.fees(plan.name() + " fees", worth, currency))));
        }
        return fees;
    }

    /** All that becomes money as an account is closed; units that nothing says a price of are not in it. */
    public List<Settled> all(String account) {
        List<Settled> all = new ArrayList<>();
        state.accounts.metersOfAccount.forEach(account, meter -> all.addAll(fees(meter)));
        for (Unit unit : UNITS) {
            Quantity left = units(account, unit);
            if (!left.isZero()) {
                worth(account, left).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Units that nothing says a price of. */
    public Optional<Quantity> unpriced(String account) {
        return UNITS.stream()
                .map(unit -> units(account, unit))
                .filter(left -> !left.isZero() && worth(account, left).isEmpty())
                .findFirst();
    }

    private Quantity units(String account, Unit unit) {
        return state.balance(new AccountKey(AccountType.SERVER_UNITS, account, unit));
    }

    private Optional<Settled> worth(String account, Quantity left) {
        AccountTerms terms = state.accounts.terms(account);
        Unit.Kind service = left.unit().kind();
        try {
            for (String currency : currencies()) {
                Optional<TariffPlan> plan = state.tariffs.planFor(service, currency, now, terms.customerClass(),
                        terms.subClass());
                Optional<Worth> worth = plan.flatMap(one -> SaleCalculator.worthOf(one, Math.abs(left.value()),
                        context(terms)));
                if (worth.isPresent()) {
                    return Optional.of(new Settled(Optional.of(left), plan.get().name(),
                            new Money(worth.get().totalMinor(), currency), worth.get().taxes()));
                }
            }
            return Optional.ofNullable(rates.get(service)).map(rate -> byRate(rate, left));
        } catch (ArithmeticException e) {
            return Optional.empty(); // a price that no long can hold
        }
    }

    /** Rounded up, as when it was sold: less units were bought with the money than it pays. */
    private static Settled byRate(FlatRate rate, Quantity left) {
        Money price = rate.priceOf(left.unit().of(Math.abs(left.value())));
        return new Settled(Optional.of(left), rate.name(), price, List.of());
    }

    /** No least charge of a month is in it. */
    private SaleContext context(AccountTerms terms) {
        return SaleContext.at(now, terms.customerClass())
                .subClass(terms.subClass())
                .agreed(terms.agreedDiscounts())
                .chargedThisMonth(Exact.AMOUNT_MAX)
                .build();
    }

    private List<String> currencies() {
        return rates.values().stream().map(FlatRate::currency).distinct().sorted().toList();
    }
}

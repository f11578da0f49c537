package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.DebtCommand.AddDebt;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import io.wattle.ledger.vending.Sale;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A desk that sells by a tariff plan. A kWh costs 2.00 unless said otherwise. */
abstract class PlanSaleDesk {
    static final Component PRICE = new FlatPrice(200_000_000);
    static final Component VAT = new Tax("VAT", new Tax.Percent(150_000), false,
            List.of(Tax.Base.ENERGY, Tax.Base.STANDING), List.of(), List.of(), 0);
    static final Component FEE = new StandingFee("Service", 100_000_000, StandingFee.Period.MONTH);
    static final String ACCOUNT = "acc-m1";
    final Desk desk = new Desk(TillDesk.RULES);

    void open(Component... components) {
        TariffPlan plan = new TariffPlan("plan", 1, Unit.Kind.ENERGY, "USD", ZoneOffset.UTC, Scope.ALL,
                WaterfallStep.USUAL,
                Arrays.stream(components).map(component -> new PlanPart(Scope.ALL, component)).toList());
        Tariffs.inForce(plan, Optional.empty())
                .forEach(command -> assertThat(desk.tell(command)).isInstanceOf(Decision.Accept.class));
        table(register(), "MeterRegistered");
        table(AccountDesk.opened("new-one", "third"), "AccountSaved AccountSaved");
    }

    static Command keep(String key, long minor) {
        return new Command.PayIntoWallet(Desk.BY, key, METER, usd(minor));
    }

    static Command convert(String key, Conversion conversion) {
        return new Command.ConvertWallet(Desk.BY, key, METER, conversion);
    }

    static Command debt(String key, Debt debt, long minor) {
        return new AddDebt(Desk.ANN, key, ACCOUNT, debt, usd(minor), "agreed");
    }

    static Money usd(long minor) {
        return new Money(minor, "USD");
    }

    Fact.CreditOrdered credit() {
        return last(Fact.CreditOrdered.class);
    }

    /** To the next 10 Wh below: a price is rounded half up, so that the money buys a Wh or two more. */
    Energy sold() {
        return new Energy(credit().amount().value() / 10 * 10);
    }

    Sale sale() {
        return last(Fact.SaleMade.class).sale();
    }

    <F extends Fact> F last(Class<F> kind) {
        return desk.entries.getLast()
                .facts()
                .stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}

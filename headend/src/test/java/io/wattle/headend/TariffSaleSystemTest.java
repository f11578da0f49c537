package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.tariff.TariffFile;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an officer wrote, sold to a real meter over the wire. */
class TariffSaleSystemTest {
    private static final String TEXT = """
            tariff: Home
            version: 1
            service: electricity
            currency: USD
            zone: UTC
            price: {flat: 0.20}
            standing: [{name: Service, amount: 1.00, per: month}]
            """;

    @TempDir
    Path folder;

    @Test
    void shouldSellByTheTariffInForceAndProveTheUnits() {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            activate(system, TariffFile.parse(TEXT));
            assertThat(system.pay(0, "pay-1", 601)).isInstanceOf(Outcome.Accepted.class);

            Fact.CreditConfirmed confirmed = system.awaitFact(Fact.CreditConfirmed.class, 0);

            // 6.01 less 1.00 for the month; 25.074 kWh cost 5.0148, which is 5.01.
            assertThat(confirmed.amount()).isEqualTo(new Energy(25_074));
            assertThat(system.facts(Fact.SaleMade.class, 0)).singleElement()
                    .satisfies(sold -> assertThat(sold.sale().tariff()).isEqualTo("Home"));
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
            assertThat(tell(system, new Command.TakePayment(Origin.manual("tester", "test"), "pay-2",
                    system.meter(0).serial(), new Money(500, "EUR")))).isInstanceOf(Outcome.Refused.class);
        }
    }

    private static void activate(TestSystem system, TariffPlan plan) {
        Origin ama = Origin.manual("Ama", "test");
        for (TariffCommand command : new TariffCommand[] {new TariffCommand.DraftTariff(ama, "t-1", plan),
                new TariffCommand.ApproveTariff(Origin.manual("Kofi", "test"), "t-2", plan.name(), plan.version(),
                        PlanBytes.digest(plan)),
                new TariffCommand.ActivateTariff(ama, "t-3", plan.name(), plan.version(), Optional.empty())}) {
            assertThat(tell(system, command)).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private static Outcome tell(TestSystem system, Command command) {
        return system.headEnd().ledger().submit(command).join();
    }
}

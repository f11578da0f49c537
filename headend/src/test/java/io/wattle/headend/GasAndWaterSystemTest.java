package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Gas;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Volume;
import io.wattle.simulator.household.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters with a valve, from the reading to the valve that opens again: over the real wire, each at its own price. */
class GasAndWaterSystemTest {
    private static final int GAS = 0;
    private static final int WATER = 1;
    private static final int FAST = 600;

    @TempDir
    Path folder;

    @Test
    void shouldReadSellToAndSwitchAGasMeterAndAWaterMeter() {
        try (TestSystem system = TestSystem.start(folder, 2,
                fleet -> fleet.waterEvery(2).gasEvery(2).startingBalance(GAS, 0).startingBalance(WATER, 0), FAST)) {
            assertThat(system.meter(GAS).service()).isEqualTo(Service.GAS);
            assertThat(system.meter(WATER).service()).isEqualTo(Service.WATER);

            assertThat(registerOf(system, GAS)).isInstanceOf(Gas.class);
            assertThat(registerOf(system, WATER)).isInstanceOf(Volume.class);
            assertClosed(system, GAS);
            assertClosed(system, WATER);

            system.pay(GAS, "pay-gas", 1_000);
            system.pay(WATER, "pay-water", 1_000);

            assertOpenedBy(system, GAS, new Gas(20_000)); // 10.00 at 0.50 a m3
            assertOpenedBy(system, WATER, new Volume(10_000)); // 10.00 at 1.00 a m3
        }
    }

    private static Quantity registerOf(TestSystem system, int place) {
        return system.awaitFact(Fact.ReadingAccepted.class, place).reading().register();
    }

    private static void assertClosed(TestSystem system, int place) {
        assertThat(system.awaitFact(Fact.SupplyOrdered.class, place).target()).isEqualTo(Supply.OFF);
        assertThat(system.awaitFact(Fact.SupplyAnswered.class, place).answer()).isEqualTo(Command.Answer.ACCEPTED);
        assertThat(system.meter(place).truth().connected()).isFalse();
    }

    private static void assertOpenedBy(TestSystem system, int place, Quantity bought) {
        assertThat(system.awaitFact(Fact.CreditConfirmed.class, place).amount()).isEqualTo(bought);
        assertThat(system.awaitFact(Fact.SupplyAnswered.class, place, 2).answer()).isEqualTo(Command.Answer.ACCEPTED);
        assertThat(system.facts(Fact.SupplyOrdered.class, place).get(1).target()).isEqualTo(Supply.ON);
        assertThat(system.meter(place).truth().connected()).isTrue();
        assertThat(system.meter(place).truth().creditAccepted()).isEqualTo(bought.value());
        assertThat(system.facts(Fact.FindingRaised.class, place)).isEmpty();
    }
}

package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Supply;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.simulator.fault.WireTrouble;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warned, cut, paid, reconnected: over the real wire. */
class SupplySystemTest {
    private static final int FAST = 600;

    @TempDir
    Path folder;

    @Test
    void shouldWarnThenCutAndReconnectAfterAPayment() {
        try (TestSystem system = TestSystem.start(folder, 2, fleet -> fleet.startingBalance(0, 100), FAST)) {
            system.awaitFact(Fact.DisconnectWarned.class, 0);
            Fact.SupplyOrdered cut = system.awaitFact(Fact.SupplyOrdered.class, 0);
            system.awaitFact(Fact.SupplyAnswered.class, 0);

            assertThat(cut.target()).isEqualTo(Supply.OFF);
            assertThat(system.meter(0).truth().connected()).isFalse();

            system.pay(0, "pay-1", 500);
            Fact.SupplyAnswered answered = system.awaitFact(Fact.SupplyAnswered.class, 0, 2);

            assertThat(system.facts(Fact.SupplyOrdered.class, 0).get(1).target()).isEqualTo(Supply.ON);
            assertThat(answered.answer()).isEqualTo(Command.Answer.ACCEPTED);
            assertThat(system.meter(0).truth().connected()).isTrue();
            assertThat(system.facts(Fact.DisconnectWarned.class, 0)).hasSize(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    @Test
    void shouldCarryOutAnOrderWhoseAnswerWasLost() {
        try (TestSystem system = TestSystem.start(folder, 1, fleet -> fleet.startingBalance(0, 100), FAST)) {
            system.awaitFact(Fact.DisconnectWarned.class, 0);
            // Replies of the conversation that switches: AARE, proof, the reading, the switch, the state read back.
            system.meter(0).inject(new WireTrouble(WireFault.DROP_MID_FRAME, 3, 3, Integer.MAX_VALUE));
            system.awaitFact(Fact.SupplyOrdered.class, 0);

            system.awaitReadings(0, 5);

            assertThat(system.meter(0).truth().connected()).isFalse();
            assertThat(system.facts(Fact.SupplyAnswered.class, 0)).last()
                    .extracting(Fact.SupplyAnswered::answer)
                    .isEqualTo(Command.Answer.ACCEPTED);
            assertThat(system.facts(Fact.SupplyOrdered.class, 0)).hasSize(1);
        }
    }

    // The order was given, then somebody paid: nobody is cut who has credit.
    @Test
    void shouldWithdrawAnOrderThatTheBalanceNoLongerCallsFor() {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.headEnd()
                    .ledger()
                    .submit(new Command.OrderSupply(Origin.automatic("test", "test"),
                            system.meter(0).serial(), Supply.OFF, "balance used up"))
                    .join();

            Fact.SupplyAnswered answered = system.awaitFact(Fact.SupplyAnswered.class, 0);
            system.awaitReadings(0, 2);

            assertThat(answered.answer()).isEqualTo(Command.Answer.REFUSED);
            assertThat(answered.detail()).contains("withdrawn");
            assertThat(system.meter(0).truth().connected()).isTrue();
            assertThat(system.meter(0).truth().relayOperations()).isZero();
        }
    }
}

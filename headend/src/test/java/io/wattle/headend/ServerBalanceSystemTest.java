package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Unit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real meter on the wire that is treated as a plain register: its balance lives in the head-end. */
class ServerBalanceSystemTest {
    @TempDir
    Path folder;

    @Test
    void shouldWarnCutAndReconnectByTheBalanceThatLivesHere() {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            String serial = system.meter(0).serial();
            Ledger ledger = system.headEnd().ledger();
            assertThat(ledger.submit(new BalanceCommand.KeepBalance(Origin.manual("Ama", "test"), serial,
                    Unit.WATT_HOUR, Optional.empty(), true)).join()).isInstanceOf(Outcome.Accepted.class);

            system.awaitFact(Fact.DisconnectWarned.class, 0);
            assertThat(system.awaitFact(Fact.SupplyOrdered.class, 0).target()).isEqualTo(Supply.OFF);
            assertThat(system.awaitFact(Fact.SupplyAnswered.class, 0).answer()).isEqualTo(Command.Answer.ACCEPTED);

            assertThat(system.pay(0, "receipt-1", 2_000)).isInstanceOf(Outcome.Accepted.class); // 100 kWh, at once
            assertThat(system.awaitFact(Fact.SupplyOrdered.class, 0, 2).target()).isEqualTo(Supply.ON);
            assertThat(system.awaitFact(Fact.SupplyAnswered.class, 0, 2).answer()).isEqualTo(Command.Answer.ACCEPTED);
            assertThat(system.facts(Fact.CreditOrdered.class, 0)).isEmpty();

            system.awaitReadings(0, 5);
            BalanceStatus status = ledger.ask(view -> view.serverBalance(serial, Instant.EPOCH)).join().orElseThrow();
            long used = status.deductions().stream().mapToLong(Deduction::consumed).sum();
            assertThat(status.points().getLast().register() - status.points().getFirst().register()).isEqualTo(used);
            assertThat(status.balance().value()).isLessThanOrEqualTo(100_000);
        }
    }
}

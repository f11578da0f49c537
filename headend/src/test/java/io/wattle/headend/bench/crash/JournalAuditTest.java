package io.wattle.headend.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.bench.BenchLedger;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak must see what it is there to see. */
class JournalAuditTest {
    private static final long SEED = 11;

    @TempDir
    Path folder;
    private final Acknowledged acknowledged = new Acknowledged(SEED);
    private final PaymentOrder order = PaymentOrder.of(SEED, 0, 0);

    /** A ledger that did two things. */
    @BeforeEach
    void fill() {
        try (Ledger ledger = BenchLedger.open(folder)) {
            for (Command command : List.of(BenchLedger.register(order.meter()), order.command())) {
                assertThat(ledger.submit(command).join()).isInstanceOf(Outcome.Accepted.class);
            }
        }
    }

    @Test
    void shouldFindWhatWasAcknowledged() {
        acknowledged.done(1, "MeterRegistered", order.meter());
        acknowledged.paid(2, 0, 0);

        JournalAudit audit = JournalAudit.of(folder, acknowledged);
        assertThat(audit.lost()).isZero();
        assertThat(audit.doubled()).isEmpty();
        assertThat(audit.findings()).isEmpty();
        assertThat(acknowledged.contradictions()).isEmpty();
    }

    @Test
    void shouldMissWhatIsNotThere() {
        acknowledged.paid(2, 0, 0);
        acknowledged.paid(3, 0, 1);
        assertThat(JournalAudit.of(folder, acknowledged).lost()).isEqualTo(1);
    }

    @Test
    void shouldMissWhatBecameSomethingElse() {
        acknowledged.paid(1, 0, 0);
        assertThat(JournalAudit.of(folder, acknowledged).lost()).isEqualTo(1);
    }

    @Test
    void shouldSeeAKeyThatWasAcknowledgedTwiceInDifferentEntries() {
        acknowledged.paid(2, 0, 0);
        acknowledged.paid(5, 0, 0);
        assertThat(acknowledged.contradictions()).singleElement().asString().contains(order.key(), "2", "5");
    }

    @Test
    void shouldGoOnALittleBeforeTheFirstPaymentThatIsMissing() {
        for (int turn = 0; turn < 30; turn++) {
            if (turn != 20) {
                acknowledged.paid(100 + turn, 1, turn);
            }
        }
        assertThat(acknowledged.goOn()).containsExactly(0L, 20L - Payer.TURNS_AT_ONCE, 0L, 0L);
        assertThat(acknowledged.untouchedTurn()).isEqualTo(30L + Payer.TURNS_AT_ONCE);
    }

    @Test
    void shouldSeeBalancesThatThePaymentsDoNotAddUpTo() {
        // One payer made one turn, but all made one by the sums; and nothing has arrived.
        List<String> wrong = new FinalBalances(SEED, 1).compare(List.of(), JournalAudit.of(folder, acknowledged));
        assertThat(wrong).anyMatch(line -> line.startsWith("cash is 0"))
                .anyMatch(line -> line.startsWith("credit that arrived in " + order.meter()));
    }
}

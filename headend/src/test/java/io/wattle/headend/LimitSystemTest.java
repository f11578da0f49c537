package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.supply.SupplyPolicy;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.NeedReason;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.simulator.fault.WireTrouble;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trickle for whose credit runs out, and all again for who has paid: over the real wire, read back from the meter. */
@Timeout(120)
class LimitSystemTest {
    private static final Origin ANN = Origin.manual("Ann", "test");

    @TempDir
    Path folder;

    /** Whether the head-end that starts next knows no normal limit. */
    private boolean forgetful;

    /** The first two answers are lost on the way; and what is asked for somebody's life comes before all. */
    @Test
    void shouldLimitAMeterWhoseCreditRunsOutAndLetGoOfItOncePaidFor() {
        try (LimitBench bench = LimitBench.start(folder, UnaryOperator.identity())) {
            // AARE, proof, what the limiter has, its scale: then the answer to the limit itself.
            bench.meter().inject(new WireTrouble(WireFault.DROP_MID_FRAME, 4, 4, 2));
            bench.keepBalance("electricity");
            bench.pay(1_000);
            bench.awaitLimit(Answer.ACCEPTED);
            assertThat(bench.stage()).isEqualTo(Stage.LIMITED);
            assertThat(bench.threshold()).isEqualTo(LimitBench.TRICKLE_W);
            assertThat(bench.facts(BalanceFact.LimitAnswered.class)).extracting(BalanceFact.LimitAnswered::answer)
                    .startsWith(Answer.UNKNOWN);

            bench.tell(need(bench, true));
            bench.awaitNoLimit();
            int orders = bench.facts(BalanceFact.LimitOrdered.class).size();
            bench.awaitReadings(3);
            assertThat(bench.stage()).isEqualTo(Stage.LIMITED);
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_W);
            assertThat(bench.facts(BalanceFact.LimitOrdered.class)).hasSize(orders);

            bench.tell(need(bench, false));
            bench.awaitLimit(Answer.ACCEPTED);
            bench.pay(10_000);
            bench.awaitNoLimit();
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_W);
            assertThat(bench.facts(BalanceFact.LimitWithdrawn.class)).isEmpty();
        }
    }

    private static PremisesCommand need(LimitBench bench, boolean there) {
        return new PremisesCommand.SetCriticalNeed(ANN, bench.meter().serial(), there
                ? Optional.of(new CriticalNeed(NeedReason.LIFE_SUPPORT, "letter 7",
                        bench.clock().instant().plus(Duration.ofDays(90)), Sealed.NOTHING))
                : Optional.empty());
    }

    @Test
    void shouldLetAWaterMeterTrickleByLitresAnHour() {
        try (LimitBench bench = LimitBench.start(folder, fleet -> fleet.waterEvery(1))) {
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_LPH);
            bench.keepBalance("water");
            bench.pay(1_000);
            bench.awaitLimit(Answer.ACCEPTED);
            assertThat(bench.threshold()).isEqualTo(LimitBench.TRICKLE_LPH);

            bench.pay(10_000);
            bench.awaitNoLimit();
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_LPH);
        }
    }

    /** Nothing at all is left: the trickle until the grace is over, then the cut; and all again with the payment. */
    @Test
    void shouldLimitUntilTheCutAndReconnectWithTheNormalLimit() {
        try (LimitBench bench = LimitBench.start(folder, UnaryOperator.identity())) {
            bench.keepBalance("electricity");
            bench.awaitLimit(Answer.ACCEPTED);
            assertThat(bench.stage()).isEqualTo(Stage.EMPTY);
            assertThat(bench.threshold()).isEqualTo(LimitBench.TRICKLE_W);
            await().atMost(Duration.ofSeconds(60)).until(() -> !bench.meter().truth().connected());

            bench.pay(10_000);
            await().atMost(Duration.ofSeconds(60)).until(() -> bench.meter().truth().connected());
            assertThat(bench.limit()).isEmpty();
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_W);
        }
    }

    /**
     * First the payment is the last that is on disk when the process is killed; then an order, of which nobody knows whether
     * it reached the meter.
     */
    @Test
    void shouldTakeUpAfterARestartWhatTheProcessBeforeLeftUndone() {
        try (LimitBench bench = new LimitBench(folder, UnaryOperator.identity(),
                _ -> meter -> Optional.of(meter.address()), config -> forgetful ? withoutLimits(config) : config)) {
            bench.startHeadEnd();
            bench.keepBalance("electricity");
            bench.pay(1_000);
            bench.awaitLimit(Answer.ACCEPTED);
            bench.stopHeadEnd();
            forgetful = true;
            assertThatThrownBy(bench::startHeadEnd).isInstanceOf(StartException.class)
                    .hasMessageContaining("1 meters are limited")
                    .hasMessageContaining("supply.normal-power-w");

            forgetful = false;
            bench.tellOffline(down -> down.payment(10_000));
            assertThat(bench.threshold()).isEqualTo(LimitBench.TRICKLE_W);
            bench.startHeadEnd();
            bench.awaitNoLimit();
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_W);

            bench.stopHeadEnd();
            bench.tellOffline(down -> new BalanceCommand.OrderLimit(ANN, down.meter().serial(),
                    LimitBench.TRICKLE_W, false, "credit runs out"));
            bench.startHeadEnd();
            bench.awaitNoLimit();
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_W);
        }
    }

    @Test
    void shouldSayOnceOfAMeterWithoutALimiterThatItHasNone() throws Exception {
        try (LimitBench bench = new LimitBench(folder, UnaryOperator.identity(),
                _ -> meter -> Optional.of(new MeterAddress(meter.serial(),
                        URI.create(meter.uri() + "&obis-limiter=0.0.17.0.9.255"))),
                UnaryOperator.identity())) {
            bench.startHeadEnd();
            bench.keepBalance("electricity");
            bench.pay(1_000);
            bench.awaitLimit(Answer.REFUSED);
            bench.awaitReadings(3);

            assertThat(bench.facts(BalanceFact.LimitAnswered.class)).hasSize(1);
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_W);
            String alarms = bench.get("/alarms");
            assertThat(alarms).containsOnlyOnce("LIMIT_REFUSED").contains(bench.meter().serial());
            assertThat(bench.get("/supply-limits")).contains("\"answer\":\"REFUSED\"", "\"count\":1");

            bench.pay(10_000);
            bench.awaitNoLimit();
            assertThat(bench.facts(BalanceFact.LimitWithdrawn.class)).hasSize(1);
            assertThat(bench.get("/alarms")).doesNotContain("LIMIT_REFUSED");
        }
    }

    private static HeadEndConfig withoutLimits(HeadEndConfig config) {
        return new HeadEndConfig(config.data(), config.api(), config.polling(), config.dlms(),
                config.conversationsMax(), new SupplyPolicy(500, Duration.ofMinutes(1)), config.ledger(),
                config.custody(), config.sts(), config.messages());
    }
}

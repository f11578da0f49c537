package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.ServerDesk.USD;
import static io.wattle.ledger.decide.ServerDesk.bring;
import static io.wattle.ledger.decide.ServerDesk.keep;
import static io.wattle.ledger.decide.ServerDesk.poll;
import static io.wattle.ledger.decide.ServerDesk.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.UsageSeries;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.MinimumCharge;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Balances that live here, as time goes on: clocks, forecasts, warnings, and meters that take the place of others. */
class ServerBalanceTimeTest {
    private static final Component PRICE = new FlatPrice(200_000_000);

    // No calendar can say the hour of such a reading: it is kept as one, and usage is counted from the next.
    @Test
    void shouldSurviveAClockThatWasNeverSet() {
        ServerDesk server = new ServerDesk();
        server.say(Desk.register());
        server.say(keep(USD, Optional.empty()));
        for (int i = 0; i < 3; i++) {
            assertThat(server.say(new Command.RecordReading(Desk.BY, Desk.METER, new Reading(
                    Instant.MIN.plusSeconds(i), new Energy(i), Optional.empty(), Optional.empty()))))
                    .isEqualTo("ReadingAccepted");
        }
        assertThat(server.say(poll(0, 500))).isEqualTo("ReadingAccepted UsageRead");
        assertThat(server.say(new BalanceCommand.ImportReading(Desk.BY, Desk.METER, Unit.WATT_HOUR,
                new UsagePoint(Instant.MIN, 0, Quality.ACTUAL)))).isEqualTo("MALFORMED takenAt");
        assertThat(server.say(poll(1, 1_500))).isEqualTo("ReadingAccepted UsageRead UsageDeducted Posted");
        assertThat(server.wallet()).isEqualTo(-200);
    }

    // What the meter itself shows as its balance says nothing then, and is not even kept.
    @Test
    void shouldNotLookAtABalanceThatTheMeterShows() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        assertThat(server.say(Desk.reading(60, 1_000, 77_777)))
                .isEqualTo("ReadingAccepted UsageRead UsageDeducted Posted");
        assertThat(server.wallet()).isEqualTo(-200);
    }

    @Test
    void shouldTakeTheBalanceToTheMeterThatTakesItsPlace() {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE);
        server.say(Desk.pay("k1", 1_000));
        server.say(new Command.ReplaceMeter(Desk.ANN, "r1", Desk.METER, new Command.RegisterMeter(Desk.ANN, "m2",
                ServerDesk.ACCOUNT, Unit.WATT_HOUR, Unit.WATT_HOUR),
                Optional.of(((Command.RecordReading) poll(1,
                        1_000)).reading()),
                true, "worn out"));
        assertThat(server.desk.state.serverBalance("m2", Desk.NOON).orElseThrow().balance())
                .isEqualTo(new Energy(4_002));
        server.say(new Command.TakePayment(Desk.BY, "k2", "m2", usd(200)));
        assertThat(server.desk.state.serverBalance("m2", Desk.NOON).orElseThrow().balance())
                .isEqualTo(new Energy(5_004));
    }

    /** The first hundred kWh of a month cost 0.20, more cost 1.00: the meter in its place counts on, in the same month. */
    @Test
    void shouldKeepTheMonthWhenAnotherMeterTakesItsPlace() {
        Component blocks = new BlockPrice(BlockPrice.Method.MARGINAL, List.of(
                new BlockPrice.Block(100_000, 20_000_000), new BlockPrice.Block(BlockPrice.OPEN, 100_000_000)));
        ServerDesk server = ServerDesk.in(USD, blocks);
        server.say(poll(1, 90_000));
        assertThat(server.wallet()).isEqualTo(-1_800);
        Reading last = ((Command.RecordReading) poll(2, 90_000)).reading();
        server.say(new Command.ReplaceMeter(Desk.ANN, "r1", Desk.METER, new Command.RegisterMeter(Desk.ANN, "m2",
                ServerDesk.ACCOUNT, Unit.WATT_HOUR, Unit.WATT_HOUR), Optional.of(last), true, "worn out"));
        for (long[] hourAndRegister : new long[][] {{3, 0}, {4, 20_000}, {1_000, 30_000}}) {
            server.say(new BalanceCommand.ImportReading(Desk.BY, "m2", Unit.WATT_HOUR, new UsagePoint(
                    ServerDesk.at(hourAndRegister[0]), hourAndRegister[1], Quality.ACTUAL)));
            if (hourAndRegister[0] == 4) {
                assertThat(server.wallet()).as("ten at 0.20, ten at 1.00").isEqualTo(-1_800 - 200 - 1_000);
            }
        }
    }

    /** Of at least 10.00 a month nothing is missing where the month was not counted from its beginning. */
    @Test
    void shouldDeductAMinimumChargeWhenAMonthIsOverAndPutItRight() {
        ServerDesk server = ServerDesk.in(USD, PRICE, new MinimumCharge(1_000));
        long toNextMonth = Duration.between(Desk.NOON, Desk.NOON.atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.firstDayOfNextMonth())
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant()).toHours();
        server.pass(toNextMonth);
        server.say(poll(toNextMonth, 1_000));
        assertThat(server.wallet()).as("a part of a month").isEqualTo(-200);
        server.pass(toNextMonth + 24 * 35);
        server.say(poll(toNextMonth + 24, 3_000));
        server.say(poll(toNextMonth + 24 * 32, 3_000));
        assertThat(server.wallet()).as("4.00 used, and 6.00 more").isBetween(-1_200L, -1_190L);
        assertThat(server.say(bring(toNextMonth + 24, 9_000, Quality.CORRECTED))).startsWith("READING_CONTRADICTS");
        server.say(bring(toNextMonth + 24 * 32, 13_000, Quality.CORRECTED));
        assertThat(server.wallet()).as("priced anew: 24.00 used in all, most of it in the whole month")
                .isEqualTo(-2_600);
    }

    @Test
    void shouldSayHowLongABalanceLasts() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.say(Desk.pay("k1", 100_000));
        assertThat(server.status().forecast().daysLeft()).isEmpty();
        for (int hour = 1; hour <= 200; hour++) {
            server.pass(hour);
            server.say(poll(hour, hour * 100L)); // 0.20 an hour
        }
        assertThat(server.balance()).isEqualTo(96_000);
        assertThat(server.status().forecast().dayUnits()).isEqualTo(2_400);
        assertThat(server.status().forecast().daysLeft()).contains(200);
        assertThat(server.status().forecast().emptyAt()).contains(Desk.NOON.plus(Duration.ofHours(200 + 4_800)));
        assertThat(server.status().stage()).isEqualTo(Stage.NORMAL);
        server.say(poll(201, 20_000 + 479_000 - 2_400));
        assertThat(server.status().stage()).isEqualTo(Stage.LOW);
    }

    @Test
    void shouldWarnAnewAfterAPayment() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.say(poll(1, 1_000));
        assertThat(server.say(Desk.warn())).isEqualTo("DisconnectWarned");
        assertThat(server.say(Desk.warn())).startsWith("ALREADY_WARNED");
        server.say(Desk.pay("k1", 50));
        assertThat(server.say(Desk.warn())).startsWith("ALREADY_WARNED");
        server.say(Desk.pay("k2", 500));
        assertThat(server.say(Desk.warn())).isEqualTo("DisconnectWarned");
    }

    @Test
    void shouldKeepOnlyTheLastReadingsAndStillReprice() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        for (int hour = 1; hour <= 100; hour++) {
            server.pass(hour);
            server.say(poll(hour, hour * 7L));
        }
        assertThat(server.status().points()).hasSize(UsageSeries.POINTS_MAX);
        assertThat(server.wallet()).isEqualTo(-140);
        String said = server.say(bring(80, 80 * 7L + 3, Quality.CORRECTED));
        assertThat(said).startsWith("UsageRead DeductionsReversed Posted");
        assertThat(server.wallet()).isEqualTo(-140);
        assertThat(server.desk.entries.getLast().facts()).filteredOn(BalanceFact.UsageDeducted.class::isInstance)
                .hasSizeLessThan(25);
    }
}

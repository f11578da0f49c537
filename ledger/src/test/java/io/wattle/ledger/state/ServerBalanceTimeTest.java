package io.wattle.ledger.state;

import static io.wattle.ledger.state.ServerDesk.USD;
import static io.wattle.ledger.state.ServerDesk.bring;
import static io.wattle.ledger.state.ServerDesk.keep;
import static io.wattle.ledger.state.ServerDesk.poll;
import static io.wattle.ledger.state.ServerDesk.usd;
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
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FlatPrice;
import java.time.Duration;
import java.time.Instant;
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

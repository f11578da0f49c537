package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Tariffs.activate;
import static io.wattle.ledger.decide.Tariffs.approve;
import static io.wattle.ledger.decide.Tariffs.draft;
import static io.wattle.ledger.decide.Tariffs.flat;
import static io.wattle.ledger.decide.Tariffs.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.usage.UsageCalculator;
import io.wattle.ledger.tariff.usage.UsageContext;
import io.wattle.ledger.tariff.usage.UsageInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TariffTest {
    private static final TariffPlan HOME = flat("home", 1, 20, "domestic");
    private final Desk desk = new Desk();

    @Test
    void shouldSellByAPlanThatASecondPersonApproved() {
        assertThat(desk.say(draft("ann", "1", HOME))).isEqualTo("TariffDrafted");
        assertThat(desk.say(activate("2", HOME, Optional.empty()))).isEqualTo("TARIFF_NOT_APPROVED version");
        assertThat(desk.say(approve("ann", "3", HOME))).isEqualTo("APPROVER_IS_AUTHOR origin.actor");
        assertThat(desk.say(approve("ben", "4", HOME))).isEqualTo("TariffApproved");
        assertThat(desk.say(approve("cho", "5", HOME))).isEqualTo("TARIFF_NOT_A_DRAFT version");
        assertThat(plan(Desk.NOON.plusSeconds(60))).isEmpty();

        assertThat(desk.say(activate("6", HOME, Optional.empty()))).isEqualTo("TariffActivated");

        Instant since = Desk.NOON.plusSeconds(3);
        assertThat(plan(since)).contains(HOME);
        assertThat(plan(since.minusNanos(1))).isEmpty();
        assertThat(desk.state.tariff("home", 1)).contains(
                new PlanVersion(HOME, new PlanVersion.Active(List.of("ann"), "ben", since)));
    }

    @Test
    void shouldNeverEditWhatIsActive() {
        sell(HOME, Optional.empty());
        assertThat(desk.say(draft("ann", "x", flat("home", 1, 30)))).isEqualTo("TARIFF_ACTIVE version");
        assertThat(desk.say(approve("cho", "y", HOME))).isEqualTo("TARIFF_ACTIVE version");
        assertThat(desk.say(activate("z", HOME, Optional.empty()))).isEqualTo("TARIFF_ACTIVE version");
        assertThat(plan(Desk.NOON.plusSeconds(60))).contains(HOME);
    }

    /** A draft, an approved version, and one whose day is to come: by none of them was anything sold. */
    @Test
    void shouldForgetAVersionThatHasNotSold() {
        TariffPlan other = flat("home", 1, 30, "domestic");
        assertThat(desk.say(withdraw("w0", HOME))).isEqualTo("UNKNOWN_TARIFF name");
        desk.tell(draft("ann", "1", HOME));
        assertThat(desk.say(withdraw("w1", HOME))).isEqualTo("TariffWithdrawn");
        assertThat(desk.say(withdraw("w1", HOME))).isEqualTo("Existing #" + desk.state.lastSequence());
        assertThat(desk.state.tariffs()).isEmpty();
        assertThat(desk.say(draft("ann", "2", other))).isEqualTo("TariffDrafted");
        desk.tell(approve("ben", "3", other));
        desk.tell(activate("4", other, Optional.of(Desk.NOON.plus(Duration.ofDays(9)))));
        assertThat(plan(Desk.NOON.plus(Duration.ofDays(10)))).contains(other);
        assertThat(desk.say(withdraw("w2", other))).isEqualTo("TariffWithdrawn");
        assertThat(plan(Desk.NOON.plus(Duration.ofDays(10)))).isEmpty();
        sell(HOME, Optional.empty());
        assertThat(desk.say(withdraw("w3", HOME))).isEqualTo("TARIFF_SELLS version");
        assertThat(plan(Desk.NOON.plus(Duration.ofDays(10)))).contains(HOME);
    }

    @Test
    void shouldVoidAnApprovalByAnEditAndMakeTheEditorAnAuthor() {
        TariffPlan dearer = flat("home", 1, 30, "domestic");
        desk.tell(draft("ann", "1", HOME));
        desk.tell(approve("ben", "2", HOME));
        assertThat(desk.say(draft("cho", "3", dearer))).isEqualTo("TariffDrafted");
        assertThat(desk.say(activate("4", HOME, Optional.empty()))).isEqualTo("TARIFF_NOT_APPROVED version");
        assertThat(desk.say(approve("cho", "5", dearer))).isEqualTo("APPROVER_IS_AUTHOR origin.actor");
        assertThat(desk.say(approve("ben", "6", HOME))).isEqualTo("TARIFF_CHANGED digest");
        assertThat(desk.say(approve("ben", "7", dearer))).isEqualTo("TariffApproved");
    }

    @Test
    void shouldDoTheSameTwiceOnce() {
        for (Command command : Tariffs.inForce(HOME, Optional.of(Desk.NOON.plusSeconds(90)))) {
            String first = desk.say(command);
            assertThat(first).startsWith("Tariff");
            assertThat(desk.say(command)).isEqualTo("Existing #" + desk.state.lastSequence());
        }
        assertThat(desk.entries).hasSize(3);
        assertThat(desk.say(draft("ann", "home1d", flat("home", 1, 21)))).isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(desk.say(activate("home1s", HOME, Optional.empty()))).isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
    }

    @Test
    void shouldRefuseInTheOrderOfChecking() {
        Origin machine = Origin.automatic("timer", "api");
        assertThat(desk.say(new TariffCommand.DraftTariff(machine, " ", HOME))).isEqualTo("MALFORMED origin.mode");
        assertThat(desk.say(draft("ann", " ", HOME))).isEqualTo("MALFORMED key");
        assertThat(desk.say(draft("ann", "k", flat("h".repeat(70), 1, 20)))).isEqualTo("MALFORMED name");
        assertThat(desk.say(draft("ann", "k", flat("home", 1, 20, "\ud800")))).isEqualTo("MALFORMED plan");
        assertThat(desk.say(activate("k", HOME, Optional.of(Desk.NOON.plus(Duration.ofDays(40_000))))))
                .isEqualTo("MALFORMED since");
        assertThat(desk.say(activate("k", HOME, Optional.empty()))).isEqualTo("UNKNOWN_TARIFF name");
        assertThat(desk.say(approve("ben", "k", HOME))).isEqualTo("UNKNOWN_TARIFF name");
        assertThat(desk.say(new TariffCommand.ApproveTariff(Desk.ANN, "k", "home", 1, ""))).isEqualTo(
                "MALFORMED digest");
        assertThat(desk.entries).isEmpty();
    }

    /** What has been sold or used was priced; nothing may change that afterwards (F090). */
    @Test
    void shouldNotActivateForThePast() {
        desk.tell(draft("ann", "1", HOME));
        desk.tell(approve("ben", "2", HOME));
        assertThat(desk.say(activate("3", HOME, Optional.of(Desk.NOON)))).isEqualTo("TARIFF_IN_THE_PAST since");
        assertThat(desk.say(activate("4", HOME, Optional.of(Desk.NOON.plusSeconds(3))))).isEqualTo("TariffActivated");
    }

    @Test
    void shouldSellToEachClassByItsOwnF118() {
        TariffPlan shop = flat("shop", 1, 40, "commercial");
        TariffPlan old = flat("old", 1, 10, "domestic/pensioner");
        TariffPlan homeNext = flat("home", 2, 25, "domestic");
        sell(old, Optional.empty());
        sell(HOME, Optional.empty());
        sell(shop, Optional.empty());
        Instant later = Desk.NOON.plus(Duration.ofDays(30));
        sell(homeNext, Optional.of(later));

        Instant now = Desk.NOON.plusSeconds(60);
        assertThat(plan(now, "domestic", "")).contains(HOME);
        assertThat(plan(now, "domestic", "pensioner")).as("the one that is active since last").contains(HOME);
        assertThat(plan(now, "commercial", "")).contains(shop);
        assertThat(plan(now, "industrial", "")).isEmpty();
        assertThat(plan(later, "domestic", "")).contains(homeNext);
        assertThat(desk.state.tariffFor(Unit.Kind.ENERGY, "EUR", now, "domestic", "")).isEmpty();
        assertThat(desk.state.tariffFor(Unit.Kind.VOLUME, "USD", now, "domestic", "")).isEmpty();
    }

    /** A winter price ends by itself, and what sold before it sells again. */
    @Test
    void shouldKeepToTheDaysOfAPlan() {
        LocalDate first = LocalDate.of(2026, 6, 1);
        TariffPlan winter = flat("winter", 1, 50,
                new Scope(Optional.of(first), Optional.of(first.plusDays(92)), List.of()));
        sell(HOME, Optional.empty());
        sell(winter, Optional.empty());
        assertThat(plan(Instant.parse("2026-05-31T23:59:59Z"))).contains(HOME);
        assertThat(plan(Instant.parse("2026-06-01T00:00:00Z"))).contains(winter);
        assertThat(plan(Instant.parse("2026-08-31T23:59:59Z"))).contains(winter);
        assertThat(plan(Instant.parse("2026-09-01T00:00:00Z"))).contains(HOME);
    }

    /** F018, F090: a day of usage across the change is priced on each side by its own. */
    @Test
    void shouldPriceUsageByTheVersionInForceF018() {
        sell(HOME, Optional.empty());
        sell(flat("home", 2, 40, "domestic"), Optional.of(Instant.parse("2026-01-02T12:00:00Z")));
        UsageInterval day = UsageInterval.of(Instant.parse("2026-01-02T00:00:00Z"),
                Instant.parse("2026-01-03T00:00:00Z"), 10_000);
        var history = desk.state.tariffHistory(Unit.Kind.ENERGY, "USD", "domestic", "").orElseThrow();
        var cost = UsageCalculator.costOf(history, day, new UsageContext("domestic", "", 0, 0)).orElseThrow();
        assertThat(cost.chargedMinor()).isEqualTo(5 * 20 + 5 * 40);
        assertThat(cost.lines()).extracting(line -> line.tariff()).containsExactly("home 1", "home 2");
        UsageInterval before = UsageInterval.of(Desk.NOON.minusSeconds(60), Desk.NOON, 1);
        assertThat(UsageCalculator.costOf(history, before, new UsageContext("domestic", "", 0, 0))).isEmpty();
    }

    @Test
    void shouldApproveByTheDigestThatIsShown() {
        desk.tell(draft("ann", "1", HOME));
        assertThat(desk.state.tariffs()).hasSize(1);
        String digest = PlanBytes.digest(desk.state.tariffs().getFirst().plan());
        assertThat(desk.say(new TariffCommand.ApproveTariff(Origin.manual("ben", "api"), "2", "home", 1, digest)))
                .isEqualTo("TariffApproved");
    }

    private void sell(TariffPlan plan, Optional<Instant> since) {
        Tariffs.inForce(plan, since)
                .forEach(command -> assertThat(desk.tell(command)).isInstanceOf(Decision.Accept.class));
    }

    private Optional<TariffPlan> plan(Instant at) {
        return plan(at, "domestic", "");
    }

    private Optional<TariffPlan> plan(Instant at, String customerClass, String subClass) {
        return desk.state.tariffFor(Unit.Kind.ENERGY, "USD", at, customerClass, subClass);
    }
}

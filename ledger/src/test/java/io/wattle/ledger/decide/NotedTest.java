package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.MeterEvent;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.RegisterProfile;
import io.wattle.ledger.quantity.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What meters say besides readings. */
class NotedTest {
    private static final Origin METER_ITSELF = Origin.automatic("meter", "mqtt");
    private final Desk desk = AccountDesk.desk();

    @Test
    void shouldKeepAnEventAndFindTamperingOnceUntilSomebodyHasLooked() {
        assertThat(desk.say(event(Desk.METER, Desk.NOON, "clock-set"))).isEqualTo("EventNoted");
        assertThat(desk.say(event(Desk.METER, Desk.NOON, "cover-opened"))).isEqualTo("EventNoted TAMPER_REPORTED");
        assertThat(desk.say(event(Desk.METER, Desk.NOON, "magnetic-field"))).isEqualTo("EventNoted");
        assertThat(desk.state.findings.open()).singleElement()
                .satisfies(finding -> assertThat(finding.raised.kind()).isEqualTo(FindingKind.TAMPER_REPORTED))
                .satisfies(finding -> assertThat(finding.raised.words())
                        .isEqualTo("the meter says: cover-opened at 2026-01-01T12:00:00Z, by hand"));

        String finding = desk.state.findings.open().iterator().next().raised.findingId();
        desk.say(new Command.DecideFinding(Desk.ANN, Desk.METER, finding, false, "a fitter was there"));
        assertThat(desk.say(event(Desk.METER, Desk.NOON, "cover-opened"))).isEqualTo("EventNoted TAMPER_REPORTED");
    }

    @Test
    void shouldRefuseEventsThatAreNotAsTheyMustBe() {
        assertThat(desk.say(event("m2", Desk.NOON, "clock-set"))).isEqualTo("UNKNOWN_METER meter");
        assertThat(desk.say(event(Desk.METER, Desk.NOON, "Cover opened"))).isEqualTo("MALFORMED event.kind");
        assertThat(desk.say(event(Desk.METER, Desk.NOON, "a".repeat(41)))).isEqualTo("MALFORMED event.kind");
        assertThat(desk.say(event(Desk.METER, Desk.NOON.plus(Duration.ofDays(2)), "clock-set"))).isEqualTo(
                "READING_AHEAD_OF_TIME event.at");
        assertThat(desk.say(event(Desk.METER, Instant.EPOCH.minusSeconds(1), "clock-set"))).isEqualTo(
                "MALFORMED event.at");
        assertThat(desk.entries).hasSize(1);
    }

    @Test
    void shouldKeepAProfileAndChangeNothingElse() {
        long before = Objects.requireNonNull(desk.state.meters.get(Desk.METER)).lastReadingSequence();

        assertThat(desk.say(profile("Wh", 1_000))).isEqualTo("ProfileNoted");
        assertThat(Objects.requireNonNull(desk.state.meters.get(Desk.METER)).lastReadingSequence()).isEqualTo(before);
        assertThat(desk.state.findings.open()).isEmpty();
    }

    @Test
    void shouldRefuseProfilesThatAreNotAsTheyMustBe() {
        assertThat(desk.say(profile("l", 2))).isEqualTo("WRONG_UNIT profile.unit");
        assertThat(desk.say(profile("Wh", 0))).isEqualTo("MALFORMED profile.points");
        assertThat(desk.say(profile("Wh", 1_001))).isEqualTo("MALFORMED profile.points");
        assertThat(desk.say(profile(List.of(new RegisterProfile.Point(Desk.NOON, 1),
                new RegisterProfile.Point(Desk.NOON, 2))))).isEqualTo("MALFORMED profile.points");
        assertThat(desk.say(profile(List.of(new RegisterProfile.Point(Desk.NOON, -1))))).isEqualTo(
                "MALFORMED profile.points");
        assertThat(desk.say(profile(List.of(new RegisterProfile.Point(Desk.NOON.plus(Duration.ofDays(2)), 1)))))
                .isEqualTo("READING_AHEAD_OF_TIME profile.points");
        assertThat(desk.entries).hasSize(1);
    }

    private static Command event(String meter, Instant at, String kind) {
        return new PremisesCommand.NoteEvent(METER_ITSELF, meter, new MeterEvent(at, kind, "by hand"));
    }

    private static Command profile(String unit, int points) {
        return new PremisesCommand.NoteProfile(METER_ITSELF, Desk.METER, new RegisterProfile(Unit.ofCode(unit),
                IntStream.range(0, points)
                        .mapToObj(i -> new RegisterProfile.Point(Desk.NOON.minusSeconds(60L * (points - i)), i))
                        .toList()));
    }

    private static Command profile(List<RegisterProfile.Point> points) {
        return new PremisesCommand.NoteProfile(METER_ITSELF, Desk.METER, new RegisterProfile(Unit.WATT_HOUR, points));
    }
}

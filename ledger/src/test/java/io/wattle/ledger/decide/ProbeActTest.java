package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.ProbeAct;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Acts that a technician did out of reach, noted later. */
class ProbeActTest {
    private final Desk desk = AccountDesk.desk();

    @Test
    void shouldNoteAnActOnceHoweverOftenItIsSaid() {
        assertThat(desk.say(note("k1", Desk.METER, Desk.NOON, "accepted"))).isEqualTo("ProbeActNoted");
        assertThat(desk.say(note("k1", Desk.METER, Desk.NOON, "accepted"))).isEqualTo("Existing #2");
        assertThat(desk.say(note("k1", Desk.METER, Desk.NOON, "rejected"))).isEqualTo(
                "KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(desk.entries).hasSize(2);
    }

    @Test
    void shouldRefuseWhatCannotHaveBeenAndChangeNothing() {
        assertThat(desk.say(note("k1", "m2", Desk.NOON, "accepted"))).isEqualTo("UNKNOWN_METER meter");
        assertThat(desk.say(note("k1", Desk.METER, Desk.NOON.plus(Duration.ofHours(1)), "accepted"))).isEqualTo(
                "MALFORMED act.at");
        assertThat(desk.say(note("k1", Desk.METER, Desk.NOON, " "))).isEqualTo("MALFORMED act.outcome");
        assertThat(desk.say(new PremisesCommand.NoteProbeAct(Origin.automatic("poller", "probe"), "k1", Desk.METER,
                act(Desk.NOON, "accepted")))).isEqualTo("MALFORMED origin.mode");
        assertThat(desk.entries).hasSize(1);
    }

    private static Command note(String key, String meter, Instant at, String outcome) {
        return new PremisesCommand.NoteProbeAct(Desk.ANN, key, meter, act(at, outcome));
    }

    private static ProbeAct act(Instant at, String outcome) {
        return new ProbeAct("s1", 0, ProbeAct.Kind.TOKEN, at, "Accra, Ring Road 7", outcome);
    }
}

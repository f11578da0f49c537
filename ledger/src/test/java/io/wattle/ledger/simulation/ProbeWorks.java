package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.ProbeAct;
import java.time.Duration;
import java.util.Random;

/** Brings what technicians did at meters: late, and sometimes without a word. */
final class ProbeWorks {
    private static final ProbeAct.Kind[] KINDS = ProbeAct.Kind.values();

    private final Random random;
    private final World world;

    ProbeWorks(Random random, World world) {
        this.random = random;
        this.world = world;
    }

    Command act(Origin person, String key, String meter) {
        // So long ago that it is past for the ledger too, however far its own clock is behind.
        Duration ago = Duration.ofHours(6).plusMinutes(random.nextInt(5_000));
        return new PremisesCommand.NoteProbeAct(person, key, meter,
                new ProbeAct("session-" + random.nextInt(4), random.nextInt(5), KINDS[random.nextInt(KINDS.length)],
                        world.now().minus(ago), random.nextBoolean() ? "" : "Ring Road 7",
                        random.nextInt(12) == 0 ? " " : "accepted"));
    }
}

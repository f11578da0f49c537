package io.wattle.ledger.simulation;

import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalDamaged;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Changes one bit of what is durable, starts on it, and changes it back. */
final class BitFlip {
    private final Random random;
    private final Machine machine;
    /** Segments that something durable stands in. */
    private final TreeSet<Integer> segments = new TreeSet<>();

    BitFlip(Random random, Machine machine) {
        this.random = random;
        this.machine = machine;
    }

    /** To be told whenever nothing is under way. */
    void written() {
        if (machine.end().sequence() > 1) {
            segments.add(machine.end().segment());
        }
    }

    /**
     * Closes the ledger in good order and flips a bit. Only one that says nothing, as of the filling between two frames,
     * may go unnoticed, and then nothing is different.
     *
     * @return whether the journal said so
     */
    boolean isFound() {
        String before = machine.replay().stateHash();
        machine.stop();
        if (segments.isEmpty()) {
            return false;
        }
        int segment = segments.stream().skip(random.nextInt(segments.size())).findFirst().orElseThrow();
        Runnable back = machine.disk.flipBit(segment);
        try (Journal opened = machine.disk.open()) {
            Check.that(Machine.replay(opened).stateHash().equals(before), "a bit of segment %d changed the state",
                    segment);
            return false;
        } catch (JournalDamaged e) {
            // Where one segment ends and the next one begins, either may be what is wrong.
            Check.that(List.of(name(segment - 1), name(segment), name(segment + 1)).contains(e.damage().segment()),
                    "segment %d is not named: %s", segment, e);
            return true;
        } finally {
            back.run();
        }
    }

    private static String name(int segment) {
        return "seg-%06d".formatted(segment);
    }
}

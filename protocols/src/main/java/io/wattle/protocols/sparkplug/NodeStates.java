package io.wattle.protocols.sparkplug;

import io.wattle.protocols.sparkplug.payload.SparkplugPayload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which nodes are alive, and whether their messages come without a gap (Sparkplug 3.0.0, 6.4.10 and 6.4.13). Safe for use
 * by many threads.
 */
final class NodeStates {
    static final String BIRTH_DEATH = "bdSeq";
    private static final int SEQUENCES = 256;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    /** @param lastSequence of the message before */
    private record Node(long birthDeath, long lastSequence, boolean alive) {}

    /** A birth; false if it is none: its sequence must be 0 and it must say its bdSeq. */
    boolean born(String node, SparkplugPayload payload) {
        Optional<Long> birthDeath = payload.whole(BIRTH_DEATH);
        if (birthDeath.isEmpty() || !payload.sequence().equals(Optional.of(0L))) {
            return false;
        }
        nodes.put(node, new Node(birthDeath.get(), 0, true));
        return true;
    }

    /** A death; one that belongs to an earlier birth says nothing. */
    void died(String node, SparkplugPayload payload) {
        nodes.computeIfPresent(node, (_, known) -> payload.whole(BIRTH_DEATH).equals(Optional.of(known.birthDeath()))
                ? new Node(known.birthDeath(), known.lastSequence(), false)
                : known);
    }

    /** Whether this message is the one that follows; if not, the node should be asked to be born again. */
    boolean follows(String node, SparkplugPayload payload) {
        boolean[] isNext = new boolean[1];
        nodes.computeIfPresent(node, (_, known) -> {
            long sequence = payload.sequence().orElse(-1L);
            isNext[0] = known.alive() && sequence == (known.lastSequence() + 1) % SEQUENCES;
            return new Node(known.birthDeath(), Math.floorMod(sequence, SEQUENCES), known.alive());
        });
        return isNext[0];
    }

    /** Whether its death was read. */
    boolean isDead(String node) {
        Node known = nodes.get(node);
        return known != null && !known.alive();
    }
}

package io.wattle.protocols.sparkplug;

import io.wattle.protocols.sparkplug.payload.SparkplugPayload;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which nodes are alive, and which devices behind them, and whether the messages of a node and of all its devices come
 * without a gap (Sparkplug 3.0.0, 6.4.10 and 6.4.13). Kept for nodes of the registry only. Safe for use by many threads.
 */
final class NodeStates {
    static final String BIRTH_DEATH = "bdSeq";
    private static final int SEQUENCES = 256;
    private static final int DEVICES_MAX = 1_000;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    /**
     * @param lastSequence of the message before
     * @param born devices that are alive
     * @param died devices whose death was read
     */
    private record Node(long birthDeath, long lastSequence, boolean alive, Set<String> born, Set<String> died) {

        private Node at(long sequence) {
            return new Node(birthDeath, Math.floorMod(sequence, SEQUENCES), alive, born, died);
        }

        private boolean isFollowedBy(long sequence) {
            return alive && sequence == (lastSequence + 1) % SEQUENCES;
        }
    }

    /** A birth; false if it is none: its sequence must be 0 and it must say its bdSeq. Its devices are yet to be born. */
    boolean born(String node, SparkplugPayload payload) {
        Optional<Long> birthDeath = payload.whole(BIRTH_DEATH);
        if (birthDeath.isEmpty() || !payload.sequence().equals(Optional.of(0L))) {
            return false;
        }
        nodes.put(node, new Node(birthDeath.get(), 0, true, Set.of(), Set.of()));
        return true;
    }

    /** A death; one that belongs to an earlier birth says nothing. */
    void died(String node, SparkplugPayload payload) {
        nodes.computeIfPresent(node, (_, known) -> payload.whole(BIRTH_DEATH).equals(Optional.of(known.birthDeath()))
                ? new Node(known.birthDeath(), known.lastSequence(), false, Set.of(), known.died())
                : known);
    }

    /** Whether this message of a node is the one that follows; if not, the node should be asked to be born again. */
    boolean follows(String node, SparkplugPayload payload) {
        return follows(node, payload, (known, sequence) -> known.at(sequence), _ -> true);
    }

    /** The same for the birth of a device. */
    boolean deviceBorn(String node, String device, SparkplugPayload payload) {
        return follows(node, payload,
                (known, sequence) -> new Node(known.birthDeath(), Math.floorMod(sequence, SEQUENCES),
                        known.alive(), with(known.born(), device), without(known.died(), device)),
                _ -> true);
    }

    /** The same for the death of a device. */
    boolean deviceDied(String node, String device, SparkplugPayload payload) {
        return follows(node, payload,
                (known, sequence) -> new Node(known.birthDeath(), Math.floorMod(sequence, SEQUENCES),
                        known.alive(), without(known.born(), device), with(known.died(), device)),
                _ -> true);
    }

    /** The same for what a device says: it must have been born. */
    boolean deviceFollows(String node, String device, SparkplugPayload payload) {
        return follows(node, payload, (known, sequence) -> known.at(sequence),
                known -> known.born().contains(device));
    }

    /** Whether the death was read of the node, or of the device. */
    boolean isDead(String node, Optional<String> device) {
        Node known = nodes.get(node);
        return known != null && (!known.alive() || device.filter(known.died()::contains).isPresent());
    }

    @FunctionalInterface
    private interface Step {
        Node next(Node known, long sequence);
    }

    @FunctionalInterface
    private interface Wanted {
        boolean holds(Node known);
    }

    private boolean follows(String node, SparkplugPayload payload, Step step, Wanted wanted) {
        boolean[] isNext = new boolean[1];
        nodes.computeIfPresent(node, (_, known) -> {
            long sequence = payload.sequence().orElse(-1L);
            isNext[0] = known.isFollowedBy(sequence) && wanted.holds(known);
            return step.next(known, sequence);
        });
        return isNext[0];
    }

    private static Set<String> with(Set<String> some, String more) {
        return Stream.concat(some.stream(), Stream.of(more)).limit(DEVICES_MAX).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> without(Set<String> some, String less) {
        return some.stream().filter(one -> !one.equals(less)).collect(Collectors.toUnmodifiableSet());
    }
}

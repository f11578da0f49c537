package io.wattle.protocols.mqtt.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * Messages of one connection in the order in which they came: they must be acknowledged in that order [MQTT-4.6.0-2],
 * whatever the order in which they are dealt with. As long as the in-flight limit that the broker keeps to. Safe for use
 * by many threads.
 */
final class AckLine {
    private final IntConsumer acknowledge;
    private final Deque<Waiting> line = new ArrayDeque<>(); // guarded by itself

    /** @param acknowledge told packet identifiers, in order */
    AckLine(IntConsumer acknowledge) {
        this.acknowledge = acknowledge;
    }

    private static final class Waiting {
        private final int packet;
        private boolean done; // guarded by the line

        private Waiting(int packet) {
            this.packet = packet;
        }
    }

    /** Puts a message at the end; what comes back is to be run when it is dealt with. */
    Runnable enter(int packet) {
        Waiting waiting = new Waiting(packet);
        synchronized (line) {
            line.addLast(waiting);
        }
        return () -> done(waiting);
    }

    /** Messages that are not acknowledged yet. */
    int size() {
        synchronized (line) {
            return line.size();
        }
    }

    private void done(Waiting waiting) {
        synchronized (line) {
            waiting.done = true;
            while (!line.isEmpty() && line.getFirst().done) {
                acknowledge.accept(line.removeFirst().packet);
            }
        }
    }
}

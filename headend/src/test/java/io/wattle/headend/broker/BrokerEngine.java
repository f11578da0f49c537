package io.wattle.headend.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What runs a Mosquitto for tests: one broker each. For one thread. */
interface BrokerEngine {

    /** For people. */
    String name();

    /** What the configuration begins with, so that the broker is at this port of our loopback and may read its files. */
    List<String> opening(int port);

    /**
     * Starts it, or starts it again after it was killed; it need not answer yet.
     *
     * @param configuration in a folder that the broker sees under the same name
     * @throws IOException with a reason, if it cannot be had
     */
    void launch(Path configuration, int port) throws IOException;

    /** Whether it has not ended by itself. */
    boolean isAlive();

    /** What it printed last. */
    String printed();

    /** kill -9: it says nothing to anybody and keeps nothing. */
    void kill();

    /** Kills it and leaves nothing behind. */
    void close();
}

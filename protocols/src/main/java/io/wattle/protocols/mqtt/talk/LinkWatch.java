package io.wattle.protocols.mqtt.talk;

import java.time.Instant;
import java.time.InstantSource;

/** Since when there is a connection, or none. Guarded by its own lock. */
final class LinkWatch {
    private final InstantSource clock;
    private boolean up;
    private boolean wasUp;
    private boolean tried;
    private Instant since;
    private long reconnects;

    /** Neither tried nor up. */
    LinkWatch(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** What is to be said of it; {@code since} only changes when {@code up} does. */
    record Seen(boolean up, boolean tried, Instant since, long reconnects) {}

    synchronized void up() {
        reconnects += wasUp ? 1 : 0;
        up = true;
        wasUp = true;
        tried = true;
        since = clock.instant();
    }

    synchronized void down() {
        up = false;
        since = clock.instant();
    }

    /** A try failed; true for the first since the start or since it was up, if its loss was not told already. */
    synchronized boolean failed() {
        boolean isNews = !tried;
        tried = true;
        return isNews;
    }

    synchronized Seen seen() {
        return new Seen(up, tried, since, reconnects);
    }
}

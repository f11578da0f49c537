package io.wattle.simulator.object;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to a meter, by the numbers that many makers share (IDIS). Guarded by its meter's lock. */
public final class EventLog {
    /** The power was off. */
    public static final int POWER_DOWN = 1;
    /** The power is back. */
    public static final int POWER_UP = 2;
    /** The clock was set; this is the time before. */
    public static final int CLOCK_BEFORE = 4;
    /** The clock was set; this is the time after. */
    public static final int CLOCK_AFTER = 5;
    /** A new program is whole. */
    public static final int FIRMWARE_READY = 17;
    /** A new program runs. */
    public static final int FIRMWARE_ACTIVATED = 18;
    /** Some setting was changed. */
    public static final int PARAMETER_CHANGED = 47;
    /** The supply was cut from afar. */
    public static final int REMOTE_DISCONNECTION = 62;
    /** The supply was restored from afar. */
    public static final int REMOTE_CONNECTION = 63;

    /** The limiter opened the relay. */
    static final int LIMITER_EXCEEDED = 65;
    /** The meter closed the relay by itself. */
    static final int LOCAL_RECONNECTION = 66;

    static final int EVENTS_MAX = 200;

    private final Deque<Event> events = new ArrayDeque<>(1);

    /**
     * One event.
     *
     * @param atMs by the meter's clock
     * @param code 0..255
     */
    record Event(long atMs, int code) {}

    /** Takes note; the oldest is forgotten when there is no room. */
    public void note(long atMs, int code) {
        if (events.size() == EVENTS_MAX) {
            events.removeFirst();
        }
        events.addLast(new Event(atMs, code));
    }

    /** The power was off for a moment. */
    public void notePowerCut(long atMs) {
        note(atMs, POWER_DOWN);
        note(atMs, POWER_UP);
    }

    /** The clock was set from one time to another. */
    public void noteClock(long beforeMs, long afterMs) {
        note(beforeMs, CLOCK_BEFORE);
        note(afterMs, CLOCK_AFTER);
    }

    /** The supply is as it is now, and was as it was; if that is no other, nothing is noted. */
    public void noteRelay(boolean before, boolean connected, long atMs) {
        if (before != connected) {
            note(atMs, connected ? REMOTE_CONNECTION : REMOTE_DISCONNECTION);
        }
    }

    /** The limiter switched. */
    public void noteLimiter(boolean connected, long atMs) {
        note(atMs, connected ? LOCAL_RECONNECTION : LIMITER_EXCEEDED);
    }

    List<Event> between(long fromMs, long toMs) {
        return events.stream().filter(event -> event.atMs() >= fromMs && event.atMs() <= toMs).toList();
    }

    int lastCode() {
        return events.isEmpty() ? 0 : events.getLast().code();
    }
}

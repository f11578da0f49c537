package io.wattle.simulator.meter;

/**
 * Invocation counters of the management association, each the last one used. Immutable.
 *
 * @param client of what the client sends, 0..4294967295; -1 when none was: a client may begin at 0
 * @param server of what the meter sends, 0..4294967295; 0 when none was
 */
record MeterCounters(long client, long server) {
    static final MeterCounters NONE = new MeterCounters(-1, 0);

    private static final long COUNTER_MAX = 0xFFFF_FFFFL;

    /** Is it above the last one, and within 32 bits? */
    boolean accepts(long clientCounter) {
        return clientCounter > client && clientCounter <= COUNTER_MAX;
    }

    /** What the meter shows: 0 also when none was used. */
    long shown() {
        return Math.max(0, client);
    }

    MeterCounters accepted(long clientCounter) {
        return new MeterCounters(clientCounter, server);
    }

    /** With {@code count} more of the meter's own used. */
    MeterCounters reserved(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be above zero, was: " + count);
        }
        if (server + count > COUNTER_MAX) {
            throw new IllegalStateException("the meter's invocation counter is used up at " + server);
        }
        return new MeterCounters(client, server + count);
    }
}

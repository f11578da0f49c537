package io.wattle.simulator.meter;

/**
 * Invocation counters of the management association, each the last one used; 0 when none was. Immutable.
 *
 * @param client of what the client sends, 0..4294967295
 * @param server of what the meter sends, 0..4294967295
 */
record MeterCounters(long client, long server) {
    static final MeterCounters NONE = new MeterCounters(0, 0);

    private static final long COUNTER_MAX = 0xFFFF_FFFFL;

    /** Is it above the last one, and within 32 bits? */
    boolean accepts(long clientCounter) {
        return clientCounter > client && clientCounter <= COUNTER_MAX;
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

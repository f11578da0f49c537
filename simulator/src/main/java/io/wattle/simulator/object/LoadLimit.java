package io.wattle.simulator.object;

import java.time.Duration;
import java.util.Optional;

/**
 * By what a meter's limiter acts (class 71). Immutable.
 *
 * @param threshold watts or litres an hour: more for long enough opens the relay
 * @param overFor how long it must be more
 * @param underFor how long after that the meter closes the relay again; empty for never
 */
public record LoadLimit(long threshold, Duration overFor, Optional<Duration> underFor) {}

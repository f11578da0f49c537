package io.wattle.simulator.meter;

import java.time.Instant;

/**
 * One line of a meter's load profile.
 *
 * @param shown time by the meter's own clock
 * @param register cumulative, in Wh or litres
 */
public record ProfilePoint(Instant shown, long register) {}

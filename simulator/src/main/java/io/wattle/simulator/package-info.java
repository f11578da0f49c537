/**
 * Meters that behave, and misbehave: a fleet for tests and demonstrations, which speaks on real sockets.
 *
 * <pre>
 *   control (HTTP: acts of people)
 *      ▼
 *   scenario.Fleet ──builds──► meter.SimulatedMeter ◄──serves── wire (TCP, DLMS wrapper)
 *                                 │        │       ▲      │
 *                            household   memory   fault  keypad (STS tokens)
 * </pre>
 *
 * <p>Begin with {@link io.wattle.simulator.scenario.Fleet}. Everything follows from one seed and one clock; here is the
 * clock that can run faster than the real one. Knows {@code protocols} and nobody else.
 */
@NullMarked
package io.wattle.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * A prepayment meter as its maker would build it: register, balance, relay, clock, and a memory that outlives power
 * loss. The meter's whole state is one immutable value; each act makes the next one, keeps it, and then answers.
 *
 * <pre>
 *   CosemDevice call ──► SimulatedMeter (lock) ──► MeterState.upTo(now) ──► method ──► MeterMemory.keep ──► answer
 * </pre>
 *
 * <p>Built by {@code scenario}, called by the wire and by tests.
 */
@NullMarked
package io.wattle.simulator.meter;

import org.jspecify.annotations.NullMarked;

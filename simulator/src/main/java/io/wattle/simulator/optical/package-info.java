/**
 * The optical port of simulated meters, and the serial servers behind which a bus of them hangs.
 *
 * <pre>
 *   OpticalServer (TCP: raw or RFC 2217) ──► MeterBus ──► OpticalPort ──► SimulatedMeter
 *   a pseudo terminal ───────────────────────┘   (IEC 62056-21, meter side)
 * </pre>
 *
 * <p>Begin with {@link io.wattle.simulator.optical.OpticalServer}, or {@link io.wattle.simulator.optical.MeterBus} on a
 * line that is open already. What the meters show and take is listed in docs/optical.md.
 */
@NullMarked
package io.wattle.simulator.optical;

import org.jspecify.annotations.NullMarked;

/**
 * The way in: a fleet of meters that follows from a seed, on ports of this machine. Tests and demonstrations begin here.
 *
 * <pre>
 *   Fleet.builder() ─► FleetPlan (seed ─► serials, keys, households) ─► SimulatedMeter ─► FleetWire ─► Fleet of FleetMeter
 * </pre>
 */
@NullMarked
package io.wattle.simulator.scenario;

import org.jspecify.annotations.NullMarked;

/**
 * What a simulated meter has beside its counting: profiles, demand, limits, calendars, an event log, firmware images and
 * other objects, as tables of values and what may be done with them. They are remembered until the process ends. Called by
 * {@code meter}, under the lock of its meter.
 */
@NullMarked
package io.wattle.simulator.object;

import org.jspecify.annotations.NullMarked;

/**
 * Meters on TCP ports of this machine: gives each meter its logical address and its URI, and spoils replies where a
 * meter is to misbehave. DLMS itself is spoken by {@code protocols}. Started and closed by {@code scenario}.
 */
@NullMarked
package io.wattle.simulator.wire;

import org.jspecify.annotations.NullMarked;

/**
 * What can be wrong with a meter: thieves, broken parts, and peers that do not keep to the protocol. Tests and
 * demonstrations hand these to a meter or to the wire; nothing here acts by itself.
 */
@NullMarked
package io.wattle.simulator.fault;

import org.jspecify.annotations.NullMarked;

/**
 * What customers draw from the supply: a rate for every quarter hour there ever is, computed from a seed when somebody
 * asks, and stored nowhere. Called by meters; knows nothing of meters.
 */
@NullMarked
package io.wattle.simulator.household;

import org.jspecify.annotations.NullMarked;

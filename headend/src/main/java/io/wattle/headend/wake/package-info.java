/**
 * Wakes meters whose modems sleep: through the utility's SMS gateway over HTTP, or by a command of its own. Called by the
 * DLMS connector when a meter with a number in its address cannot be reached.
 */
@NullMarked
package io.wattle.headend.wake;

import org.jspecify.annotations.NullMarked;

/**
 * Objects of a meter as values that a utility works with: limits in watts, calendars with their seasons, days and switching
 * times, where pushes go, how far a new program is, what is owed. Decoding is total: a part that makes no sense is named, with
 * the value as it came, and the rest is good. What a client may write has its way back to the wire here. Pure. Called by
 * {@code dlms.field} and by whoever prints.
 */
@NullMarked
package io.wattle.protocols.dlms.object.typed;

import org.jspecify.annotations.NullMarked;

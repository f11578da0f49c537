/**
 * What is done to a meter's settings: calendars and special days, limits, pushes, and new programs. In the words of
 * {@code object.typed}, over any link that {@code dlms} opens. Each method asks, waits for its answer and reads back what it
 * wrote: made for virtual threads. Called by whoever works on one meter.
 */
@NullMarked
package io.wattle.protocols.dlms.field;

import org.jspecify.annotations.NullMarked;

/**
 * Where a make of meter keeps what a head-end wants to know, as values, and how its words become the waist's.
 *
 * <p>A {@link io.wattle.protocols.optical.model.MeterMap} is read from a file elsewhere; docs/optical.md says what may stand
 * in one. Here alone are OBIS codes.
 */
@NullMarked
package io.wattle.protocols.optical.model;

import org.jspecify.annotations.NullMarked;

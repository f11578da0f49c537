/**
 * What COSEM objects mean, in values that utilities use: measures with their units, times with their status, profiles with
 * their columns, the list of a meter's objects. Pure: values of the wire in, values of ours out, and what makes no sense
 * stays visible as it came. Called by the links of {@code dlms} and by whoever prints.
 */
@NullMarked
package io.wattle.protocols.dlms.object;

import org.jspecify.annotations.NullMarked;

/**
 * What a head-end and a technician's tool need to speak to meters over probes: the maps of makes of meters, from files, and
 * the passwords of their programming modes.
 *
 * <p>Called where the head-end is put together, and by {@code wattle probe}. The protocol itself is
 * {@code io.wattle.protocols.optical}; what may stand in a map says docs/optical.md.
 */
@NullMarked
package io.wattle.headend.optical;

import org.jspecify.annotations.NullMarked;

/**
 * The reader's side of a conversation over the probe: sign-on, change of speed, read-out, programming mode, hand-over to
 * HDLC.
 *
 * <p>Begin with {@link io.wattle.protocols.optical.session.OpticalSession}. Everything blocks, has a deadline, and is
 * repeated a bounded number of times; an instruction that may have arrived is never repeated. Knows no OBIS code.
 */
@NullMarked
package io.wattle.protocols.optical.session;

import org.jspecify.annotations.NullMarked;

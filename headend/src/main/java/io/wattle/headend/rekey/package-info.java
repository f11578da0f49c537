/**
 * New keys and certificates for meters (IEC 62056-6-2, class 64). A key is kept before it is sent, and the old one until
 * the meter has spoken with the new: whatever is lost in between, the meter can still be spoken to. Called by the command
 * line.
 */
@NullMarked
package io.wattle.headend.rekey;

import org.jspecify.annotations.NullMarked;

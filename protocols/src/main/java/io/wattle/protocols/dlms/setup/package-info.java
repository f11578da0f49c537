/**
 * The words of the security setup (IEC 62056-6-2, class 64): keys under their wrapping, policies, certificates. Both sides
 * speak them: the client in the head-end, the meter in the simulator. Nothing here opens a conversation.
 */
@NullMarked
package io.wattle.protocols.dlms.setup;

import org.jspecify.annotations.NullMarked;

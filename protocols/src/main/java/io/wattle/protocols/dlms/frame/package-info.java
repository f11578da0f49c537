/**
 * What lies between the bytes of a connection and an association: the seam that every data link fits
 * ({@link io.wattle.protocols.dlms.frame.DataLink}), and the simplest of them, the TCP wrapper around every APDU
 * (IEC 62056-47): eight bytes of header, then the APDU. Both sides of the wire put a link first into their pipelines;
 * nothing behind it ever sees a part of a frame or two frames at once.
 */
@NullMarked
package io.wattle.protocols.dlms.frame;

import org.jspecify.annotations.NullMarked;

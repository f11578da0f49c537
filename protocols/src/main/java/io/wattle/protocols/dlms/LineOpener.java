package io.wattle.protocols.dlms;

import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;

/**
 * Opens a line at whose other end a meter waits for HDLC, at the right speed. Called on a platform thread of its own, and
 * may block. Called again where a conversation needs a second link, as it does before the first invocation counter is
 * known: after a mode E sign-on (IEC 62056-21, 6.4.5) that means to sign on again.
 */
@FunctionalInterface
public interface LineOpener {
    /** The line; the one who asked closes it. */
    SerialLine open() throws IOException;
}

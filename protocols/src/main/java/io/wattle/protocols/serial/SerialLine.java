package io.wattle.protocols.serial;

import java.io.IOException;
import java.time.Duration;

/**
 * An open line that carries bytes both ways. For one thread, but for {@link #close}, which any thread may call to end
 * what the owner waits for.
 */
public interface SerialLine extends AutoCloseable {

    /**
     * Changes speed and framing; takes effect before this returns. Where the far end alone decides (a raw TCP serial
     * server) it does nothing but keep in mind how parity is to be treated.
     *
     * @throws IOException if the port or the serial server does not take these settings
     */
    void configure(LineSettings settings) throws IOException;

    /**
     * Waits for bytes and hands over what has come.
     *
     * @param length how many at most, 1 or more
     * @param patience how long to wait for the first; not for all
     * @return how many came; 0 if none came in time
     * @throws IOException if the line is gone, or was closed
     */
    int read(byte[] into, int offset, int length, Duration patience) throws IOException;

    /**
     * Sends all of it. Returns when it has left this machine as far as that can be known, so that the speed may be changed
     * afterwards.
     */
    void write(byte[] bytes) throws IOException;

    /** Throws away what has come and was not read. */
    void discardInput() throws IOException;

    /** May be called twice. Never throws. */
    @Override
    void close();
}

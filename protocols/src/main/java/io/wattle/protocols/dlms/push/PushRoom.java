package io.wattle.protocols.dlms.push;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much all pushes together may hold that have begun to come in blocks and are not whole: whoever can connect can begin
 * one on each of his connections and never end it. Safe for use by many threads.
 */
public final class PushRoom {
    private final AtomicLong left;

    /** @param bytes 0 or more */
    public PushRoom(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be 0 or more, was: " + bytes);
        }
        this.left = new AtomicLong(bytes);
    }

    /** For connections of which there are few. */
    public static PushRoom boundless() {
        return new PushRoom(Long.MAX_VALUE);
    }

    /** False if there is no room for so many bytes. */
    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(int bytes) {
        left.addAndGet(bytes);
    }
}

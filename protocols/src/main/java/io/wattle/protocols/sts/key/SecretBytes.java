package io.wattle.protocols.sts.key;

import java.util.Arrays;

/** Bytes that are wiped when closed, and refuse to be used afterwards. Safe to share between threads. */
final class SecretBytes implements AutoCloseable {
    private final byte[] bytes;
    private boolean closed;

    SecretBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A copy: the caller wipes it after use. */
    synchronized byte[] copy() {
        if (closed) {
            throw new IllegalStateException("the key is closed");
        }
        return bytes.clone();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }
}

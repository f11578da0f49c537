package io.wattle.protocols.dlms.gurux;

import java.io.IOException;
import java.net.InetSocketAddress;

/** What carries a {@link GuruxSession}'s frames: blocking, for the session's thread alone. */
public interface GuruxWire extends AutoCloseable {

    /** A socket and its streams. */
    static GuruxWire socket(InetSocketAddress meter) throws IOException {
        return new SocketWire(meter);
    }

    /** The library's own media, which is not shipped: see docs/licences.md. */
    static GuruxWire media(InetSocketAddress meter) throws IOException {
        return new MediaWire(meter);
    }

    /** Sends a frame and hands on what comes, until that is an answer; fails when nothing comes for 30 s. */
    void exchange(byte[] frame, Answer answer) throws IOException;

    @Override
    void close();

    /** Who puts an answer together. */
    interface Answer {
        /** Takes some bytes; whether the answer is whole. */
        boolean take(byte[] bytes) throws IOException;
    }
}

package io.wattle.protocols.dlms.gurux;

import gurux.common.ReceiveParameters;
import gurux.net.GXNet;
import gurux.net.enums.NetworkType;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The library's own media for TCP, driven as its examples drive it. */
final class MediaWire implements GuruxWire {
    private static final int TIMEOUT_MS = 30_000;
    private static final int HEADER_BYTES = 8; // of the wrapper: fewer are no frame

    private final GXNet media;

    MediaWire(InetSocketAddress meter) throws IOException {
        media = new GXNet(NetworkType.TCP, meter.getAddress().getHostAddress(), meter.getPort());
        try {
            media.open();
        } catch (Exception cannot) {
            throw new IOException("no connection to " + meter, cannot);
        }
    }

    /** Under its lock from the sending on: what comes while nobody holds it goes to listeners, and is lost to us. */
    @Override
    public void exchange(byte[] frame, Answer answer) throws IOException {
        synchronized (media.getSynchronous()) {
            try {
                media.send(frame, null);
            } catch (Exception cannot) {
                throw new IOException("nothing can be sent", cannot);
            }
            ReceiveParameters<byte[]> wanted;
            do {
                wanted = new ReceiveParameters<>(byte[].class);
                wanted.setCount(HEADER_BYTES);
                wanted.setWaitTime(TIMEOUT_MS);
                wanted.setAllData(true);
                if (!media.receive(wanted)) {
                    throw new IOException("no answer within " + TIMEOUT_MS + " ms");
                }
            } while (!answer.take(wanted.getReply()));
        }
    }

    @Override
    public void close() {
        media.close();
    }
}

package io.wattle.protocols.dlms;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * On it a meter sends something of its own while it was asked: before its reply of that number, from 0 for the AARE, go these
 * APDUs. What is no reply is passed on in both directions.
 */
final class InjectingTap extends TappedLine {
    volatile int before; // tag of the reply that they went before
    private final int reply;
    private final List<byte[]> apdus;

    InjectingTap(int serverPort, int reply, List<byte[]> apdus) throws IOException {
        this.reply = reply;
        this.apdus = apdus;
        start(serverPort);
    }

    @Override
    void run(Socket client, Socket server) throws IOException {
        Thread.ofVirtual().start(() -> pass(client, server));
        for (int number = 0;; number++) {
            byte[] frame = frame(server.getInputStream());
            if (number == reply) {
                before = frame[8] & 0xFF;
                for (byte[] apdu : apdus) {
                    client.getOutputStream()
                            .write(ByteBuffer.allocate(8 + apdu.length)
                                    .put(frame, 0, 6)
                                    .putShort((short) apdu.length)
                                    .put(apdu)
                                    .array());
                }
            }
            client.getOutputStream().write(frame);
        }
    }
}

package io.wattle.protocols.dlms;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A line on which a meter sends something of its own while it was asked: before its reply of that number, from 0 for the
 * AARE, go these APDUs. What is no reply is passed on in both directions. One connection.
 */
final class InjectingTap implements Closeable {
    private final ServerSocket listener = new ServerSocket(0);
    volatile int before; // tag of the reply that they went before
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    InjectingTap(int serverPort, int reply, List<byte[]> apdus) throws IOException {
        Thread.ofVirtual().start(() -> run(serverPort, reply, apdus));
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void run(int serverPort, int reply, List<byte[]> apdus) {
        try {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            sockets.addAll(List.of(client, server));
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
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    private static byte[] frame(InputStream in) throws IOException {
        byte[] header = in.readNBytes(8);
        if (header.length < 8) {
            throw new IOException("line was closed");
        }
        byte[] body = in.readNBytes(((header[6] & 0xFF) << 8) | (header[7] & 0xFF));
        byte[] frame = Arrays.copyOf(header, 8 + body.length);
        System.arraycopy(body, 0, frame, 8, body.length);
        return frame;
    }
}

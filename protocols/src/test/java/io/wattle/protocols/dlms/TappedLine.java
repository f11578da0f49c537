package io.wattle.protocols.dlms;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line between a client and a meter on which something happens; what, the taps say that are made of it. One connection. */
abstract class TappedLine implements Closeable {
    private static final int HEADER_BYTES = 8; // of the wrapper

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    TappedLine() throws IOException {}

    /** The line is up, until this ends: on a thread of its own. */
    abstract void run(Socket client, Socket server) throws IOException;

    /** Called once, when everything else is ready. */
    final Thread start(int serverPort) {
        return Thread.ofVirtual().start(() -> {
            try (Socket client = listener.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
                client.setTcpNoDelay(true);
                sockets.addAll(List.of(client, server));
                run(client, server);
            } catch (IOException closed) {
                // The conversation is over.
            }
        });
    }

    final int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Everything that comes, as it comes, until one of the two hangs up. */
    static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    /** The next frame of the wrapper. */
    static byte[] frame(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            throw new IOException("line was closed");
        }
        byte[] body = in.readNBytes(((header[6] & 0xFF) << 8) | (header[7] & 0xFF));
        byte[] frame = Arrays.copyOf(header, HEADER_BYTES + body.length);
        System.arraycopy(body, 0, frame, HEADER_BYTES, body.length);
        return frame;
    }
}

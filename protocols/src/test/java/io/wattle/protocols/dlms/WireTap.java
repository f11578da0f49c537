package io.wattle.protocols.dlms;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Stands between client and server, and records the frames that the client sends. */
final class WireTap implements Closeable {
    private final ServerSocket listener = new ServerSocket(0);
    private final List<byte[]> frames = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> pumps = new ArrayList<>();

    WireTap(int serverPort) throws IOException {
        pumps.add(Thread.ofVirtual().start(() -> run(serverPort)));
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All frames, once the client has hung up. */
    List<byte[]> frames() {
        try {
            if (!pumps.getFirst().join(java.time.Duration.ofNanos(TimeUnit.SECONDS.toNanos(10)))) {
                throw new AssertionError("client did not hang up");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return List.copyOf(frames);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void run(int serverPort) {
        try (Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            sockets.addAll(List.of(client, server));
            Thread.ofVirtual().start(() -> pump(server, client));
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (byte[] header = in.readNBytes(8); header.length == 8; header = in.readNBytes(8)) {
                byte[] body = in.readNBytes(((header[6] & 0xFF) << 8) | (header[7] & 0xFF));
                byte[] frame = Arrays.copyOf(header, 8 + body.length);
                System.arraycopy(body, 0, frame, 8, body.length);
                frames.add(frame);
                out.write(frame);
            }
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The conversation is over.
        }
    }
}

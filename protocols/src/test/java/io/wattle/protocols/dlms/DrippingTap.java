package io.wattle.protocols.dlms;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A line on which a meter's first answers arrive, and every further one a byte at a time, slowly, as from who wants to hold
 * a place. One connection.
 */
final class DrippingTap implements Closeable {
    private static final long PAUSE_NANOS = 50_000_000;

    final CompletableFuture<Boolean> clientGone = new CompletableFuture<>();
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    DrippingTap(int serverPort, int whole) throws IOException {
        Thread.ofVirtual().start(() -> run(serverPort, whole));
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

    private void run(int serverPort, int whole) {
        try {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            sockets.addAll(List.of(client, server));
            Thread.ofVirtual().start(() -> pass(client, server));
            byte[] answer = new byte[4_096];
            for (int number = 0;; number++) {
                int bytes = server.getInputStream().read(answer);
                for (int i = 0; number >= whole && i < bytes; i++) {
                    client.getOutputStream().write(answer[i]);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                if (number < whole && bytes > 0) {
                    client.getOutputStream().write(answer, 0, bytes);
                }
            }
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The conversation is over.
        }
        clientGone.complete(true);
    }
}

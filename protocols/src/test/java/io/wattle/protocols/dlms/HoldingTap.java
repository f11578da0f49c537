package io.wattle.protocols.dlms;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A line that swallows one frame of the client, as a modem's queue does, and keeps the meter's end open until the frame
 * is released. One connection; frames are counted from 0, the AARQ.
 */
final class HoldingTap implements Closeable {
    private final ServerSocket listener = new ServerSocket(0);
    private final CompletableFuture<byte[]> held = new CompletableFuture<>();
    private final CompletableFuture<Socket> meter = new CompletableFuture<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    HoldingTap(int serverPort, int holdFrame) throws IOException {
        Thread.ofVirtual().start(() -> run(serverPort, holdFrame));
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Sends the frame that was held back on the connection that it was meant for, and answers with the APDU that came. */
    byte[] release() {
        try {
            byte[] frame = held.get(10, TimeUnit.SECONDS);
            Socket line = meter.get(10, TimeUnit.SECONDS);
            line.setSoTimeout(10_000);
            line.getOutputStream().write(frame);
            byte[] reply = frame(line.getInputStream());
            return Arrays.copyOfRange(reply, 8, reply.length);
        } catch (Exception failure) {
            throw new AssertionError("no frame was held back, or no answer came", failure);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void run(int serverPort, int holdFrame) {
        try {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            sockets.addAll(List.of(client, server));
            for (int number = 0; number < holdFrame; number++) {
                server.getOutputStream().write(frame(client.getInputStream()));
                client.getOutputStream().write(frame(server.getInputStream()));
            }
            held.complete(frame(client.getInputStream()));
            meter.complete(server);
        } catch (IOException closed) {
            held.completeExceptionally(closed);
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

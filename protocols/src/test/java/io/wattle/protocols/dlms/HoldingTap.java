package io.wattle.protocols.dlms;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * On it one frame of the client gets stuck, as in a modem's queue, and the meter's end stays open until the frame is
 * released. Frames are counted from 0, the AARQ.
 */
final class HoldingTap extends TappedLine {
    private final CompletableFuture<byte[]> held = new CompletableFuture<>();
    private final CompletableFuture<Socket> meter = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final int holdFrame;

    HoldingTap(int serverPort, int holdFrame) throws IOException {
        this.holdFrame = holdFrame;
        start(serverPort);
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
        closed.countDown();
        super.close();
    }

    @Override
    void run(Socket client, Socket server) throws IOException {
        for (int number = 0; number < holdFrame; number++) {
            server.getOutputStream().write(frame(client.getInputStream()));
            client.getOutputStream().write(frame(server.getInputStream()));
        }
        held.complete(frame(client.getInputStream()));
        meter.complete(server);
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}

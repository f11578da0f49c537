package io.wattle.protocols.dlms;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** On it a meter's first answers arrive, and every further one a byte at a time, slowly, as from who wants to hold a place. */
final class DrippingTap extends TappedLine {
    private static final long PAUSE_NANOS = 50_000_000;

    final CompletableFuture<Boolean> clientGone = new CompletableFuture<>();
    private final int whole;

    DrippingTap(int serverPort, int whole) throws IOException {
        this.whole = whole;
        start(serverPort);
    }

    @Override
    void run(Socket client, Socket server) throws IOException {
        Thread.ofVirtual().start(() -> {
            pass(client, server);
            clientGone.complete(true);
        });
        byte[] answer = new byte[4_096];
        for (int number = 0;; number++) {
            int bytes = server.getInputStream().read(answer);
            for (int i = 0; number >= whole && i < bytes; i++) {
                client.getOutputStream().write(answer[i]);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (bytes < 0) {
                return;
            } else if (number < whole) {
                client.getOutputStream().write(answer, 0, bytes);
            }
        }
    }
}

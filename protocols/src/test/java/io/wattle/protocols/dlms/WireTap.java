package io.wattle.protocols.dlms;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the frames that the client sends. */
final class WireTap extends TappedLine {
    private final List<byte[]> frames = new CopyOnWriteArrayList<>();
    private final Thread line;

    WireTap(int serverPort) throws IOException {
        line = start(serverPort);
    }

    /** All frames, once the client has hung up. */
    List<byte[]> frames() {
        try {
            if (!line.join(Duration.ofSeconds(10))) {
                throw new AssertionError("client did not hang up");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return List.copyOf(frames);
    }

    @Override
    void run(Socket client, Socket server) throws IOException {
        Thread.ofVirtual().start(() -> pass(server, client));
        while (true) {
            byte[] frame = frame(client.getInputStream());
            frames.add(frame);
            server.getOutputStream().write(frame);
        }
    }
}

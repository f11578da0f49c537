package io.wattle.protocols.dlms.gurux;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** A socket. */
final class SocketWire implements GuruxWire {
    private static final int TIMEOUT_MS = 30_000;
    private static final int CHUNK_BYTES = 2_048;

    private final Socket socket = new Socket();
    private final byte[] chunk = new byte[CHUNK_BYTES];

    SocketWire(InetSocketAddress meter) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(meter, TIMEOUT_MS);
    }

    @Override
    public void exchange(byte[] frame, Answer answer) throws IOException {
        socket.getOutputStream().write(frame);
        int count;
        do {
            count = socket.getInputStream().read(chunk);
            if (count < 0) {
                throw new EOFException("meter closed the connection");
            }
        } while (!answer.take(Arrays.copyOf(chunk, count)));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException cannot) {
            throw new UncheckedIOException("socket cannot be closed", cannot);
        }
    }
}

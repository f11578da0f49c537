package io.wattle.headend.sts.prism;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a module. After anything but a whole answer in time it is of no use and must be closed: an answer that
 * comes late would be taken for that of the next command. Used by one thread at a time.
 */
final class PrismLine implements AutoCloseable {
    private static final char END = '\r';
    private final Socket socket;
    private final long answerTimeoutNs;

    private PrismLine(Socket socket, long answerTimeoutNs) {
        this.socket = socket;
        this.answerTimeoutNs = answerTimeoutNs;
    }

    static PrismLine connect(PrismConfig config) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
            if (address.isUnresolved()) {
                throw new IOException("nobody knows this host");
            }
            socket.connect(address, (int) config.connectTimeout().toMillis());
            return new PrismLine(socket, config.answerTimeout().toNanos());
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot be reached at " + config.host() + ":" + config.port() + ": "
                    + e.getMessage(), e);
        }
    }

    /** Whether the module has closed it, or has said something that nobody asked for. */
    boolean isStale() {
        try {
            if (socket.getInputStream().available() > 0) {
                return true;
            }
            socket.setSoTimeout(1);
            socket.getInputStream().read(); // came to its end, or has what nobody asked for
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Sends a line and waits for one.
     *
     * @throws IOException without anything of the line, if it does not come whole and in time
     */
    String exchange(String line) throws IOException {
        long deadline = System.nanoTime() + answerTimeoutNs;
        socket.getOutputStream().write((line + END).getBytes(US_ASCII));
        socket.getOutputStream().flush();
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[SmFrame.LINE_BYTES_MAX];
        int length = 0;
        while (true) {
            socket.setSoTimeout(remainingMs(deadline));
            int read = in.read(answer, length, answer.length - length);
            if (read < 0) {
                throw new IOException("the module closed the connection in mid-command");
            }
            Optional<String> whole = line(answer, length, length + read);
            if (whole.isPresent()) {
                return whole.get();
            }
            length += read;
            if (length == answer.length) {
                throw new IOException("the answer is longer than " + SmFrame.LINE_BYTES_MAX + " bytes");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A read of the socket may wait for each byte anew; the whole answer may not. */
    private static int remainingMs(long deadline) throws SocketTimeoutException {
        long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (remaining <= 0) {
            throw new SocketTimeoutException("no whole answer in time");
        }
        return (int) Math.min(remaining, Integer.MAX_VALUE);
    }

    private static Optional<String> line(byte[] bytes, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            if (bytes[i] == END) {
                if (i != to - 1) {
                    throw new IOException("something follows the answer");
                }
                return Optional.of(new String(bytes, 0, i, US_ASCII));
            }
        }
        return Optional.empty();
    }
}

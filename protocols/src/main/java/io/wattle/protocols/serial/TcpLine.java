package io.wattle.protocols.serial;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A raw TCP serial server: bytes as they are. Speed and framing are set at the serial server itself. Also the meter's side
 * of such a connection.
 */
public final class TcpLine implements SerialLine {
    private final Socket socket;
    private final InputStream input;

    /** Takes over an open socket, and closes it in the end. */
    public TcpLine(Socket socket) throws IOException {
        this.socket = socket;
        this.input = socket.getInputStream();
        socket.setTcpNoDelay(true);
    }

    static TcpLine connect(String host, int port, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            return new TcpLine(socket);
        } catch (IOException e) {
            socket.close();
            throw new IOException("serial server " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void configure(LineSettings settings) {}

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        // To a socket, zero would mean to wait for ever.
        socket.setSoTimeout(Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
        try {
            int count = input.read(into, offset, length);
            if (count < 0) {
                throw new EOFException("the serial server closed the connection");
            }
            return count;
        } catch (SocketTimeoutException _) {
            return 0;
        }
    }

    /** Messages on a serial line are short: they fit into the socket's own buffer, so this does not block for long. */
    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void discardInput() throws IOException {
        while (input.available() > 0) {
            input.skipNBytes(input.available());
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed for us in any case, and there is nobody left to tell.
        }
    }

    @Override
    public String toString() {
        return "TcpLine[" + socket.getRemoteSocketAddress() + "]";
    }
}

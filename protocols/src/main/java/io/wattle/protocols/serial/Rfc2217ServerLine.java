package io.wattle.protocols.serial;

import io.wattle.protocols.serial.LineSettings.Parity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The serial server's side of RFC 2217: says yes to every setting that makes sense, and says what the client has set. What
 * its owner configures is the setting of the device behind it; whether both agree, the owner compares.
 */
public final class Rfc2217ServerLine implements SerialLine {
    private final TcpLine wire;
    private final TelnetDecoder decoder = new TelnetDecoder();
    private LineSettings client = LineSettings.eightNoneOne(9600);
    private byte[] ready = {};
    private int given;
    /** What came and was not taken apart yet. */
    private byte[] held = {};
    /** What was said about the line behind data that nobody has read yet. */
    private List<TelnetDecoder.Word> waiting = List.of();

    /** Takes over an accepted socket, and closes it in the end. */
    public Rfc2217ServerLine(Socket socket) throws IOException {
        this.wire = new TcpLine(socket);
    }

    /** What the client has set its end to; 9600 8N1 before it says anything. */
    public LineSettings clientSettings() {
        return client;
    }

    @Override
    public void configure(LineSettings settings) {}

    /** Listens until the client has set its end like this, or patience ends: a device takes its time to answer. */
    public boolean awaitClient(LineSettings wanted, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!client.equals(wanted) && System.nanoTime() < deadline) {
            fill(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return client.equals(wanted);
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (given == ready.length) {
            long left = deadline - System.nanoTime();
            fill(Duration.ofNanos(Math.max(0, left)));
            if (left <= 0 && given == ready.length) {
                return 0;
            }
        }
        int count = Math.min(length, ready.length - given);
        System.arraycopy(ready, given, into, offset, count);
        given += count;
        return count;
    }

    /**
     * Waits for what comes next and takes it up to the first word about the line that follows data: until that data was
     * read, the client's settings are those with which it was sent.
     */
    private void fill(Duration patience) throws IOException {
        for (TelnetDecoder.Word word : waiting) {
            hear(word);
        }
        waiting = List.of();
        if (held.length == 0) {
            byte[] chunk = new byte[512];
            held = Arrays.copyOf(chunk, wire.read(chunk, 0, chunk.length, patience));
        }
        ByteArrayOutputStream unread = new ByteArrayOutputStream();
        unread.write(ready, given, ready.length - given);
        int taken = 0;
        while (taken < held.length && waiting.isEmpty()) {
            decoder.take(new byte[] {held[taken++]}, 1);
            unread.writeBytes(decoder.takeData());
            List<TelnetDecoder.Word> words = decoder.takeWords();
            if (unread.size() > 0) {
                waiting = words;
            } else {
                for (TelnetDecoder.Word word : words) {
                    hear(word);
                }
            }
        }
        held = Arrays.copyOfRange(held, taken, held.length);
        ready = unread.toByteArray();
        given = 0;
    }

    private void hear(TelnetDecoder.Word word) throws IOException {
        switch (word) {
            case TelnetDecoder.Word.Option(int verb, int option) -> {
                boolean known = option == ComPort.OPTION || option == ComPort.BINARY;
                if (verb == TelnetDecoder.WILL) {
                    wire.write(ComPort.option(known ? TelnetDecoder.DO : TelnetDecoder.DONT, option));
                } else if (verb == TelnetDecoder.DO) {
                    wire.write(ComPort.option(known ? TelnetDecoder.WILL : TelnetDecoder.WONT, option));
                }
            }
            case TelnetDecoder.Word.Subnegotiation(var bytes) -> {
                if (bytes.get(0) == ComPort.OPTION && bytes.size() > 2) {
                    set(bytes.get(1), bytes);
                }
            }
        }
    }

    private void set(int command, List<Integer> bytes) throws IOException {
        if (command >= ComPort.SET_BAUDRATE && command <= ComPort.SET_STOPSIZE) {
            ComPort.value(bytes).ifPresent(value -> client = with(command, value));
            int[] confirmed = command == ComPort.SET_BAUDRATE
                    ? new int[] {client.baud() >>> 24, client.baud() >>> 16 & 0xFF, client.baud() >>> 8 & 0xFF,
                            client.baud() & 0xFF}
                    : new int[] {(int) ComPort.wanted(client, command)};
            wire.write(ComPort.word(command + ComPort.FROM_SERVER, confirmed));
        }
    }

    /** What makes no sense leaves all as it is, and the client hears that. */
    private LineSettings with(int command, long value) {
        try {
            return switch (command) {
                case ComPort.SET_BAUDRATE ->
                    new LineSettings((int) value, client.dataBits(), client.parity(), client.stopBits());
                case ComPort.SET_DATASIZE ->
                    new LineSettings(client.baud(), (int) value, client.parity(), client.stopBits());
                case ComPort.SET_PARITY -> {
                    Parity parity = ComPort.parity(value).orElse(client.parity());
                    yield new LineSettings(client.baud(), client.dataBits(), parity, client.stopBits());
                }
                default -> new LineSettings(client.baud(), client.dataBits(), client.parity(), (int) value);
            };
        } catch (IllegalArgumentException _) {
            return client;
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        wire.write(Rfc2217Line.escaped(bytes));
    }

    @Override
    public void discardInput() {
        given = ready.length;
    }

    @Override
    public void close() {
        wire.close();
    }
}

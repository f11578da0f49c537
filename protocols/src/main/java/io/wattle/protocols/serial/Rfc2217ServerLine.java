package io.wattle.protocols.serial;

import io.wattle.protocols.serial.LineSettings.Parity;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
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

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (given == ready.length) {
            byte[] chunk = new byte[512];
            long left = deadline - System.nanoTime();
            int count = wire.read(chunk, 0, chunk.length, Duration.ofNanos(Math.max(0, left)));
            decoder.take(chunk, count);
            ready = decoder.takeData();
            given = 0;
            for (TelnetDecoder.Word word : decoder.takeWords()) {
                hear(word);
            }
            if (left <= 0 && ready.length == 0) {
                return 0;
            }
        }
        int count = Math.min(length, ready.length - given);
        System.arraycopy(ready, given, into, offset, count);
        given += count;
        return count;
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

package io.wattle.protocols.serial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A serial server that speaks telnet with the COM-PORT-OPTION (RFC 2217): speed and framing are set over the wire, and
 * what the server confirms is what counts.
 */
final class Rfc2217Line implements SerialLine {
    /** Over the network, to a small box; the same for each change. */
    private static final Duration CONFIRMATION_MAX = Duration.ofSeconds(5);

    private final TcpLine wire;
    private final TelnetDecoder decoder = new TelnetDecoder();
    /** What the server last confirmed, by command. */
    private final Map<Integer, Long> confirmed = new HashMap<>();
    private byte[] ready = {};
    private int given;

    private Rfc2217Line(TcpLine wire) {
        this.wire = wire;
    }

    static Rfc2217Line connect(String host, int port, Duration patience) throws IOException {
        Rfc2217Line line = new Rfc2217Line(TcpLine.connect(host, port, patience));
        try {
            line.wire.write(ComPort.option(TelnetDecoder.WILL, ComPort.OPTION));
            line.wire.write(ComPort.option(TelnetDecoder.WILL, ComPort.BINARY));
            line.wire.write(ComPort.option(TelnetDecoder.DO, ComPort.BINARY));
            return line;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    @Override
    public void configure(LineSettings settings) throws IOException {
        confirmed.clear();
        wire.write(ComPort.settings(settings, 0));
        long deadline = System.nanoTime() + CONFIRMATION_MAX.toNanos();
        while (confirmed.size() < ComPort.SET_STOPSIZE) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IOException("the serial server did not confirm " + settings + " within " + CONFIRMATION_MAX);
            }
            fill(Duration.ofNanos(left));
        }
        for (Map.Entry<Integer, Long> one : confirmed.entrySet()) {
            if (one.getValue() != ComPort.wanted(settings, one.getKey())) {
                throw new IOException("the serial server does not take " + settings + ": setting " + one.getKey()
                        + " stays at " + one.getValue());
            }
        }
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

    /** Waits for what comes next and takes it apart. Data is kept behind what nobody has read yet. */
    private void fill(Duration patience) throws IOException {
        byte[] chunk = new byte[512];
        decoder.take(chunk, wire.read(chunk, 0, chunk.length, patience));
        ByteArrayOutputStream unread = new ByteArrayOutputStream();
        unread.write(ready, given, ready.length - given);
        unread.writeBytes(decoder.takeData());
        ready = unread.toByteArray();
        given = 0;
        for (TelnetDecoder.Word word : decoder.takeWords()) {
            hear(word);
        }
    }

    private void hear(TelnetDecoder.Word word) throws IOException {
        switch (word) {
            case TelnetDecoder.Word.Option(int verb, int option) -> answer(verb, option);
            case TelnetDecoder.Word.Subnegotiation(var bytes) -> {
                if (bytes.get(0) == ComPort.OPTION && bytes.size() > 1) {
                    int command = bytes.get(1) - ComPort.FROM_SERVER;
                    if (command >= ComPort.SET_BAUDRATE && command <= ComPort.SET_STOPSIZE) {
                        ComPort.value(bytes).ifPresent(value -> confirmed.put(command, value));
                    }
                }
            }
        }
    }

    /** We offered what we want; an offer of theirs is turned down, and a confirmation needs no answer (RFC 854). */
    private void answer(int verb, int option) throws IOException {
        boolean ours = option == ComPort.OPTION || option == ComPort.BINARY;
        if (verb == TelnetDecoder.DONT && option == ComPort.OPTION) {
            throw new IOException("the server speaks telnet, and knows no serial port settings (RFC 2217)");
        }
        if (verb == TelnetDecoder.DO && !ours) {
            wire.write(ComPort.option(TelnetDecoder.WONT, option));
        }
        if (verb == TelnetDecoder.WILL && !ours) {
            wire.write(ComPort.option(TelnetDecoder.DONT, option));
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        wire.write(escaped(bytes));
    }

    /** Data as it travels: the byte that begins telnet's own words is doubled. */
    static byte[] escaped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte octet : bytes) {
            out.write(octet);
            if ((octet & 0xFF) == TelnetDecoder.IAC) {
                out.write(octet);
            }
        }
        return out.toByteArray();
    }

    @Override
    public void discardInput() throws IOException {
        ready = new byte[0];
        given = 0;
        wire.write(ComPort.word(ComPort.PURGE_DATA, ComPort.PURGE_RECEIVE));
        // Words about the line must be heard even among what is thrown away.
        while (read(new byte[512], 0, 512, Duration.ZERO) > 0) {
            given = ready.length;
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public String toString() {
        return "Rfc2217Line[" + wire + "]";
    }
}

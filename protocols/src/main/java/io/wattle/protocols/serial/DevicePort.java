package io.wattle.protocols.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A serial port of this machine: Linux, Windows, macOS. */
final class DevicePort implements SerialLine {
    /** A read in native code waits this long, then looks whether the caller's patience has ended. Its unit is 100 ms. */
    private static final int SLICE_MS = 100;
    private static final Duration DRAIN_MAX = Duration.ofSeconds(10);
    private static final String PSEUDO_TERMINALS = "/dev/pts/";

    private final SerialPort port;
    private final String name;
    private volatile boolean closed;

    private DevicePort(SerialPort port, String name) {
        this.port = port;
        this.name = name;
    }

    static SerialLine open(String name) throws IOException {
        String device = realName(name);
        DevicePort line = new DevicePort(portOf(device), name);
        line.port.setComPortParameters(300, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        line.port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        line.port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MS, 0);
        if (!line.port.openPort(0)) {
            throw new IOException(
                    "port " + name + " cannot be opened: is it there, is it in use, and may this user open it?");
        }
        return device.startsWith(PSEUDO_TERMINALS) ? new SoftwareParityLine(line) : line;
    }

    static List<PortInfo> list() {
        return Arrays.stream(SerialPort.getCommPorts())
                .map(port -> new PortInfo(port.getSystemPortPath(), port.getDescriptivePortName()))
                .toList();
    }

    private static SerialPort portOf(String device) throws IOException {
        try {
            return SerialPort.getCommPort(device);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("port " + device + " is not a serial port of this machine", e);
        }
    }

    /** A link such as /dev/serial/by-id/... leads to the device; a name such as COM3 is one already. */
    private static String realName(String name) throws IOException {
        return name.startsWith("/") && Files.exists(Path.of(name)) ? Path.of(name).toRealPath().toString() : name;
    }

    @Override
    public void configure(LineSettings settings) throws IOException {
        int parity = switch (settings.parity()) {
            case NONE -> SerialPort.NO_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
        };
        int stopBits = settings.stopBits() == 1 ? SerialPort.ONE_STOP_BIT : SerialPort.TWO_STOP_BITS;
        if (!port.setComPortParameters(settings.baud(), settings.dataBits(), stopBits, parity)) {
            throw new IOException("port " + name + " does not take " + settings);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            int count = closed ? -1 : port.readBytes(into, length, offset);
            if (count != 0) {
                return checked(count);
            }
        } while (System.nanoTime() < deadline);
        return 0;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (checked(closed ? -1 : port.writeBytes(bytes, bytes.length)) != bytes.length) {
            throw new IOException("port " + name + " did not take all of " + bytes.length + " bytes");
        }
        long deadline = System.nanoTime() + DRAIN_MAX.toNanos();
        while (!closed && port.bytesAwaitingWrite() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("port " + name + " does not send what it was given");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void discardInput() throws IOException {
        byte[] dropped = new byte[256];
        while (!closed && port.bytesAvailable() > 0) {
            checked(port.readBytes(dropped, dropped.length));
        }
    }

    private int checked(int count) throws IOException {
        if (count < 0) {
            throw new IOException("port " + name + (closed ? " was closed" : " is gone: was it unplugged?"));
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
        port.closePort();
    }

    @Override
    public String toString() {
        return "DevicePort[" + name + "]";
    }
}

package io.wattle.protocols.optical.openmuc;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.openmuc.jrxtx.DataBits;
import org.openmuc.jrxtx.FlowControl;
import org.openmuc.jrxtx.Parity;
import org.openmuc.jrxtx.SerialPort;
import org.openmuc.jrxtx.StopBits;

/** One of our lines, as j62056 wants to see it. Closing it leaves the line open, which is its lender's. */
final class LentPort implements SerialPort {
    private final SerialLine line;
    private final String name;
    private LineSettings settings;
    private int timeoutMs;
    private boolean closed;

    LentPort(SerialLine line, String name, LineSettings settings) throws IOException {
        this.line = line;
        this.name = name;
        this.settings = settings;
        line.configure(settings);
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) == 1 ? one[0] & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = line.read(into, offset, length, Duration.ofMillis(timeoutMs));
                if (count == 0) {
                    throw new InterruptedIOException("nothing came within " + timeoutMs + " ms");
                }
                return count;
            }

            // Asked for only to throw away what is left of earlier: so that is done here.
            @Override
            public int available() throws IOException {
                line.discardInput();
                return 0;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                line.write(new byte[] {(byte) octet});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                line.write(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        };
    }

    private void configure(LineSettings wanted) throws IOException {
        if (!wanted.equals(settings)) {
            line.configure(wanted);
            settings = wanted;
        }
    }

    @Override
    public void setBaudRate(int baud) throws IOException {
        configure(new LineSettings(baud, settings.dataBits(), settings.parity(), settings.stopBits()));
    }

    @Override
    public void setDataBits(DataBits bits) throws IOException {
        configure(new LineSettings(settings.baud(), bits == DataBits.DATABITS_7 ? 7 : 8, settings.parity(),
                settings.stopBits()));
    }

    @Override
    public void setParity(Parity parity) throws IOException {
        configure(new LineSettings(settings.baud(), settings.dataBits(), LentLines.ours(parity), settings.stopBits()));
    }

    @Override
    public void setStopBits(StopBits bits) throws IOException {
        configure(new LineSettings(settings.baud(), settings.dataBits(), settings.parity(),
                bits == StopBits.STOPBITS_2 ? 2 : 1));
    }

    @Override
    public void setSerialPortTimeout(int newTimeoutMs) {
        this.timeoutMs = newTimeoutMs;
    }

    @Override
    public int getSerialPortTimeout() {
        return timeoutMs;
    }

    @Override
    public int getBaudRate() {
        return settings.baud();
    }

    @Override
    public DataBits getDataBits() {
        return settings.dataBits() == 7 ? DataBits.DATABITS_7 : DataBits.DATABITS_8;
    }

    @Override
    public Parity getParity() {
        return switch (settings.parity()) {
            case NONE -> Parity.NONE;
            case EVEN -> Parity.EVEN;
            case ODD -> Parity.ODD;
        };
    }

    @Override
    public StopBits getStopBits() {
        return settings.stopBits() == 2 ? StopBits.STOPBITS_2 : StopBits.STOPBITS_1;
    }

    @Override
    public FlowControl getFlowControl() {
        return FlowControl.NONE;
    }

    @Override
    public void setFlowControl(FlowControl control) throws IOException {
        if (control != FlowControl.NONE) {
            throw new IOException("a probe has no flow control");
        }
    }

    @Override
    public String getPortName() {
        return name;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}

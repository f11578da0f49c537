package org.openmuc.jrxtx;

import io.wattle.protocols.optical.openmuc.LentLines;
import java.io.IOException;

/**
 * Stands in front of jrxtx's class of this name and opens a line that we lend. Our jar comes before jrxtx's on every class
 * path, as jrxtx is only there because we need it.
 */
public final class SerialPortBuilder {
    private final String portName;
    private int baudRate = 9_600;
    private DataBits dataBits = DataBits.DATABITS_8;
    private Parity parity = Parity.NONE;
    private StopBits stopBits = StopBits.STOPBITS_1;

    private SerialPortBuilder(String portName) {
        this.portName = portName;
    }

    public static SerialPortBuilder newBuilder(String portName) {
        return new SerialPortBuilder(portName);
    }

    public SerialPortBuilder setBaudRate(int newBaudRate) {
        this.baudRate = newBaudRate;
        return this;
    }

    public SerialPortBuilder setDataBits(DataBits newDataBits) {
        this.dataBits = newDataBits;
        return this;
    }

    public SerialPortBuilder setParity(Parity newParity) {
        this.parity = newParity;
        return this;
    }

    public SerialPortBuilder setStopBits(StopBits newStopBits) {
        this.stopBits = newStopBits;
        return this;
    }

    public SerialPort build() throws IOException {
        return LentLines.port(portName, baudRate, dataBits, parity, stopBits);
    }
}

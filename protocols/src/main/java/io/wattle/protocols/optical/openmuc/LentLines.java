package io.wattle.protocols.optical.openmuc;

import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.openmuc.jrxtx.DataBits;
import org.openmuc.jrxtx.Parity;
import org.openmuc.jrxtx.SerialPort;
import org.openmuc.jrxtx.StopBits;

/** Lines that j62056 may open by a name, as it takes nothing else. Safe for use by many threads. */
public final class LentLines {
    private static final Map<String, SerialLine> LENT = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBER = new AtomicLong();

    private LentLines() {}

    static String lend(SerialLine line) {
        String name = "line-" + NUMBER.incrementAndGet();
        LENT.put(name, line);
        return name;
    }

    static void takeBack(String name) {
        LENT.remove(name);
    }

    /** For jrxtx's builder. */
    public static SerialPort port(String name, int baud, DataBits dataBits, Parity parity, StopBits stopBits)
            throws IOException {
        SerialLine line = LENT.get(name);
        if (line == null) {
            throw new IOException("no line was lent under the name " + name);
        }
        return new LentPort(line, name, new LineSettings(baud, dataBits == DataBits.DATABITS_7 ? 7 : 8,
                ours(parity), stopBits == StopBits.STOPBITS_2 ? 2 : 1));
    }

    static LineSettings.Parity ours(Parity parity) {
        return parity == Parity.EVEN
                ? LineSettings.Parity.EVEN
                : parity == Parity.ODD ? LineSettings.Parity.ODD : LineSettings.Parity.NONE;
    }
}

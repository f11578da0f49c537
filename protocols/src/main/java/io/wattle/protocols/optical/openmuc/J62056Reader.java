package io.wattle.protocols.optical.openmuc;

import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.Identification;
import io.wattle.protocols.optical.session.ReadOut;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.util.List;
import org.openmuc.j62056.DataMessage;
import org.openmuc.j62056.Iec21Port;

/** Reads a meter out with j62056 (modes A to C). One attempt, no repetition. For one thread at a time and line. */
public final class J62056Reader {
    private J62056Reader() {}

    /**
     * Reads out over a line that stays open.
     *
     * @param device the address on a bus, or empty
     * @return the identification without the character of its speed, which j62056 keeps to itself: a question mark stands
     *         for it
     * @throws IOException if it fails; j62056 says why
     */
    public static ReadOut readOut(SerialLine line, SessionSettings settings, String device) throws IOException {
        String name = LentLines.lend(line);
        try {
            Iec21Port port = new Iec21Port.Builder(name).setInitialBaudrate(settings.baudFirst())
                    .setTimeout((int) settings.responseTime().toMillis())
                    .setBaudRateChangeDelay(settings.paced() ? (int) settings.reaction().toMillis() : 0)
                    .setDeviceAddress(device)
                    .buildAndOpen();
            try {
                return inOurWords(port.read());
            } finally {
                port.close();
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("j62056: " + e.getMessage(), e);
        } finally {
            LentLines.takeBack(name);
        }
    }

    private static ReadOut inOurWords(DataMessage message) {
        List<DataSet> sets = message.getDataSets()
                .stream()
                .map(set -> new DataSet(set.getAddress(), set.getValue(), set.getUnit()))
                .toList();
        return new ReadOut(new Identification(message.getManufacturerId(), '?', message.getEnhancedId(),
                message.getMeterId()), sets);
    }
}

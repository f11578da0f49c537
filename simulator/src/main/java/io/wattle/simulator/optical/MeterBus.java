package io.wattle.simulator.optical;

import io.wattle.protocols.optical.message.Deadline;
import io.wattle.protocols.optical.message.MessageReader;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.simulator.fault.OpticalFault;
import io.wattle.simulator.meter.SimulatedMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Meters on one line: a single one before a probe, or several on RS-485, each under its serial number. Several never answer
 * a sign-on without an address, as they would speak at once. Served by one thread at a time; faults may be injected by any.
 */
public final class MeterBus {
    private static final Duration LISTENING = Duration.ofSeconds(1);
    private static final Duration CHARACTER_TIME = Duration.ofMillis(1_500);
    private static final int MESSAGE_CHARS_MAX = 4_096;
    private static final int REQUEST_CHARS_MAX = 40;

    private final Map<String, OpticalPort> ports = new LinkedHashMap<>();
    private final OpticalManners manners;
    private final AtomicReference<Optional<OpticalFault>> fault = new AtomicReference<>(Optional.empty());

    /** Meters that offer no more than IEC 62056-21, whatever their identification says. */
    public MeterBus(List<SimulatedMeter> meters, OpticalManners manners) {
        this(meters, manners, Optional.empty());
    }

    /** @param hdlc takes the line when mode E changes over to HDLC, and closes it when that is over */
    public MeterBus(List<SimulatedMeter> meters, OpticalManners manners, Optional<Consumer<SerialLine>> hdlc) {
        meters.forEach(meter -> ports.put(meter.serial(), new OpticalPort(meter, manners, hdlc)));
        this.manners = manners;
    }

    /** Whatever meter speaks next is spoilt so, in place of how it was before. */
    public void inject(OpticalFault newFault) {
        fault.set(Optional.of(newFault));
    }

    /** All is well again. */
    public void mend() {
        fault.set(Optional.empty());
    }

    /** Listens and answers until the line is gone or the thread is interrupted. Does not close the line. */
    public void serve(SerialLine line) throws IOException {
        SpoiltLine wire = new SpoiltLine(line, manners.paced(), fault);
        wire.configure(LineSettings.sevenEvenOne(manners.baudFirst()));
        MessageReader reader = new MessageReader(wire, LISTENING, CHARACTER_TIME, MESSAGE_CHARS_MAX,
                Deadline.after(LISTENING));
        while (!Thread.currentThread().isInterrupted()) {
            reader.await(LISTENING, Deadline.after(LISTENING.multipliedBy(10)));
            MessageReader.Line request = reader.line('/', REQUEST_CHARS_MAX);
            Optional<OpticalPort> asked = request.wrong().isPresent() ? Optional.empty() : asked(request.text());
            if (asked.isPresent()) {
                asked.get().answer(wire, reader);
            }
        }
    }

    /** The first meter says everything unasked, at 2400 baud (mode D). */
    public void push(SerialLine line) throws IOException {
        ports.values().iterator().next().push(new SpoiltLine(line, manners.paced(), fault));
    }

    private Optional<OpticalPort> asked(String request) {
        if (!request.startsWith("?") || !request.endsWith("!")) {
            return Optional.empty();
        }
        String address = request.substring(1, request.length() - 1);
        return address.isEmpty() && ports.size() == 1
                ? ports.values().stream().findFirst()
                : Optional.ofNullable(ports.get(address));
    }
}

package io.wattle.simulator.optical;

import io.wattle.protocols.optical.session.OpticalSession;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.protocols.optical.session.TroubleCounts;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A few meters behind a serial server, and the way to them. */
final class OpticalBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final SessionSettings QUICK = SessionSettings.defaults()
            .unpaced()
            .withTimes(Duration.ofMillis(300), Duration.ofSeconds(20));

    final ManualClock clock = new ManualClock();
    final Fleet fleet;
    final OpticalServer server;
    final TroubleCounts troubles = new TroubleCounts();

    OpticalBench(OpticalServer.Kind kind, OpticalManners manners, int meters) throws IOException {
        clock.set(Instant.parse("2026-03-02T10:07:31Z"));
        fleet = Fleet.builder().meters(meters).seed(11).clock(clock).sts(StsPlan.every(1)).start();
        server = OpticalServer.start(0, kind,
                new MeterBus(fleet.meters().stream().map(FleetMeter::device).toList(), manners));
    }

    static OpticalBench raw(OpticalManners manners) throws IOException {
        return new OpticalBench(OpticalServer.Kind.RAW, manners, 1);
    }

    SimulatedMeter meter() {
        return fleet.meters().getFirst().device();
    }

    List<SimulatedMeter> meters() {
        return fleet.meters().stream().map(FleetMeter::device).toList();
    }

    SerialLine open() throws IOException {
        return SerialPorts.open(server.port(), PATIENCE);
    }

    OpticalSession session(SerialLine line) {
        return new OpticalSession(line, QUICK, troubles);
    }

    @Override
    public void close() {
        server.close();
        fleet.close();
    }
}

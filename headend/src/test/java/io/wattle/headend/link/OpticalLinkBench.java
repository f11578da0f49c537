package io.wattle.headend.link;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.optical.OpticalConnector;
import io.wattle.protocols.optical.OpticalSettings;
import io.wattle.protocols.optical.model.MeterMap;
import io.wattle.protocols.optical.model.MeterMaps;
import io.wattle.protocols.optical.session.Password;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.simulator.fault.OpticalFault;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.optical.MeterBus;
import io.wattle.simulator.optical.OpticalManners;
import io.wattle.simulator.optical.OpticalServer;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Two meters on an RS-485 bus behind a serial server on loopback. */
final class OpticalLinkBench implements LinkBench {
    /** Identification, P0, acknowledgement of the password, serial number: what comes next answers an instruction. */
    private static final int GOOD_ANSWERS = 4;
    private static final StsPlan PLAN = StsPlan.every(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T17:30:00Z"));
    private final Fleet fleet = Fleet.builder().meters(2).seed(7).clock(now::get).sts(PLAN).start();
    private final FleetMeter meter = fleet.meters().getFirst();
    private final OpticalServer server;
    private final OpticalConnector connector;

    OpticalLinkBench(OpticalServer.Kind kind) throws IOException {
        server = OpticalServer.start(0, kind, new MeterBus(fleet.meters().stream().map(FleetMeter::device).toList(),
                OpticalManners.standard()));
        SessionSettings quick = SessionSettings.defaults()
                .unpaced()
                .withTimes(Duration.ofMillis(400), Duration.ofSeconds(10));
        connector = new OpticalConnector(OpticalSettings.defaults().withSession(quick),
                new MeterMaps(List.of(MeterMap.simulated())), _ -> Optional.of(new Password("00000000")), now::get);
    }

    @Override
    public Set<Offer> offers() {
        return EnumSet.of(Offer.RELAY, Offer.TOKEN, Offer.CLOCK, Offer.PROFILE);
    }

    @Override
    public MeterConnector connector() {
        return connector;
    }

    @Override
    public SimulatedMeter meter() {
        return meter.device();
    }

    @Override
    public MeterAddress address() {
        return new MeterAddress(meter.serial(), uri(meter.serial()));
    }

    @Override
    public MeterAddress mistakenAddress() {
        return new MeterAddress(fleet.meters().getLast().serial(), uri(meter.serial()));
    }

    @Override
    public MeterAddress emptyAddress() {
        return new MeterAddress(meter.serial(), uri("00000000001"));
    }

    @Override
    public MeterAddress badAddress() {
        return new MeterAddress(meter.serial(), URI.create("optical://nonsense"));
    }

    private URI uri(String device) {
        return URI.create("optical+" + server.port() + "?address=" + device);
    }

    @Override
    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public void loseAnswers() {
        server.bus().inject(OpticalFault.after(GOOD_ANSWERS, OpticalFault.Kind.LOST));
    }

    @Override
    public void endLosses() {
        server.bus().mend();
    }

    @Override
    public MeterToken token(int number, long tenths) {
        return FleetTokens.credit(fleet, meter, PLAN, now.get().plus(Duration.ofMinutes(number)), tenths);
    }

    @Override
    public void close() {
        connector.close();
        server.close();
        fleet.close();
    }
}

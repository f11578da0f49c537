package io.wattle.headend.link;

import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.optical.dlms.ModeEConnector;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.simulator.optical.MeterBus;
import io.wattle.simulator.optical.OpticalManners;
import io.wattle.simulator.optical.OpticalServer;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** DLMS after a mode E sign-on, behind a serial server that takes speed and framing over the wire. */
final class ModeELinkBench extends DlmsLinkBench {
    private final OpticalServer server;
    private final ModeEConnector modeE;

    ModeELinkBench() throws IOException {
        server = OpticalServer.start(0, OpticalServer.Kind.RFC2217,
                new MeterBus(fleet().meters().stream().map(FleetMeter::device).toList(), OpticalManners.standard(),
                        Optional.of(fleet()::serveOneLink)));
        modeE = new ModeEConnector(connector, SessionSettings.defaults()
                .unpaced()
                .withTimes(Duration.ofMillis(400), Duration.ofSeconds(10)));
    }

    @Override
    public MeterConnector connector() {
        return modeE;
    }

    @Override
    URI uri() {
        return URI.create(fleet().meters().getFirst().uriOver("dlms+optical:" + server.port())
                + "&response=300&tries=2&device=" + meter().serial());
    }

    @Override
    URI emptyUri() {
        return URI.create("dlms+optical:" + server.port() + "?device=00000000001&address=16");
    }

    @Override
    public void close() {
        super.close();
        server.close();
    }
}

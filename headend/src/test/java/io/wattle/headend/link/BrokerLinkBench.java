package io.wattle.headend.link;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.mqtt.talk.BrokerConnector;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What every bench with a meter at a broker has; it answers soon enough, or not at all. */
abstract class BrokerLinkBench implements LinkBench {
    static final TalkSettings PATIENCE = new TalkSettings(Duration.ofMillis(700), 10, 100, 100);
    private static final StsPlan PLAN = StsPlan.every(1);
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T17:30:00Z"));
    final Fleet fleet = Fleet.builder().meters(2).seed(7).clock(now::get).sts(PLAN).start();
    final FleetMeter meter = fleet.meters().getFirst();

    /** How a meter of that serial number is found. */
    abstract URI uriOf(String serial);

    @Override
    public abstract BrokerConnector connector();

    @Override
    public final Set<Offer> offers() {
        return EnumSet.allOf(Offer.class);
    }

    @Override
    public final SimulatedMeter meter() {
        return meter.device();
    }

    @Override
    public final MeterAddress address() {
        return new MeterAddress(meter.serial(), uriOf(meter.serial()));
    }

    @Override
    public final MeterAddress mistakenAddress() {
        return new MeterAddress(fleet.meters().getLast().serial(), address().uri());
    }

    @Override
    public final MeterAddress emptyAddress() {
        return new MeterAddress("00000000000", uriOf("00000000000"));
    }

    @Override
    public final MeterAddress badAddress() {
        return new MeterAddress(meter.serial(), URI.create(connector().scheme() + ":no/such/name"));
    }

    @Override
    public final void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public final MeterToken token(int number, long tenths) {
        return FleetTokens.credit(fleet, meter, PLAN, now.get().plus(Duration.ofMinutes(number)), tenths);
    }
}

package io.wattle.headend.link;

import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.InvocationCounters;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** DLMS over loopback TCP, with high-level security, over the wrapper; and what other data links change. */
class DlmsLinkBench implements LinkBench {
    /**
     * After the proofs of both sides, the serial number, and the unit of the balance or what came of token or relay:
     * that to a credit load, and to what is read back of the others.
     */
    private static final int FIRST_LOST_REPLY = 4;

    private static final StsPlan PLAN = StsPlan.every(1);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T17:30:00Z"));
    private final Fleet fleet = Fleet.builder().meters(2).seed(7).clock(now::get).sts(PLAN).hdlcPort(0).start();
    private final FleetMeter meter = fleet.meters().getFirst();
    final DlmsConnector connector;

    DlmsLinkBench() {
        Duration second = Duration.ofSeconds(1);
        // Whoever asks has the keys of the meter that is there: only its serial number can tell that it is another.
        this.connector = new DlmsConnector(
                settings(DlmsSettings.defaults().withTimeouts(second, second, second.multipliedBy(3))),
                _ -> fleet.keySource().keysOf(meter.serial()), new OneCounter(), now::get);
    }

    final Fleet fleet() {
        return fleet;
    }

    DlmsSettings settings(DlmsSettings plain) {
        return plain;
    }

    /** Where the meter is, over the data link of this bench. */
    URI uri() {
        return meter.uri();
    }

    /** Replies to what else is asked before all others. */
    int repliesBefore() {
        return 0;
    }

    /** Where nobody is. */
    URI emptyUri() {
        return URI.create("dlms://127.0.0.1:1?client=1&server=1&auth=hls5");
    }

    @Override
    public Set<Offer> offers() {
        return EnumSet.of(Offer.RELAY, Offer.CREDIT, Offer.TOKEN, Offer.POWER_LIMIT, Offer.PAYMENT_MODE, Offer.CLOCK,
                Offer.PROFILE);
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
        return new MeterAddress(meter.serial(), uri());
    }

    @Override
    public MeterAddress mistakenAddress() {
        return new MeterAddress(fleet.meters().getLast().serial(), uri());
    }

    @Override
    public MeterAddress emptyAddress() {
        return new MeterAddress(meter.serial(), emptyUri());
    }

    @Override
    public MeterAddress badAddress() {
        return new MeterAddress(meter.serial(), URI.create("dlms:nonsense"));
    }

    @Override
    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public void loseAnswers() {
        meter.inject(WireTrouble.from(WireFault.DROP_MID_FRAME, FIRST_LOST_REPLY + repliesBefore()));
    }

    @Override
    public void endLosses() {
        meter.endWireTrouble();
    }

    @Override
    public MeterToken token(int number, long tenths) {
        return FleetTokens.credit(fleet, meter, PLAN, now.get().plus(Duration.ofMinutes(number)), tenths);
    }

    @Override
    public void close() {
        connector.close();
        fleet.close();
    }

    /** One counter for whoever asks: both serial numbers of this bench lead to the same meter. */
    private static final class OneCounter implements InvocationCounters {
        private final AtomicLong next = new AtomicLong(1);

        @Override
        public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
            return CompletableFuture.completedFuture(OptionalLong.of(next.getAndAdd(count)));
        }

        @Override
        public CompletionStage<Void> raise(String holder, long to) {
            next.accumulateAndGet(to, Math::max);
            return CompletableFuture.completedFuture(null);
        }
    }
}

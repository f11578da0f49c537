package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.simulator.meter.MeterTruth;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.object.LoadLimit;
import io.wattle.simulator.wire.FleetWire;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** One meter of a running fleet: where it is, how things really are with it, and what is to go wrong. Thread safe. */
public final class FleetMeter {
    private final SimulatedMeter meter;
    private final FleetWire wire;
    private final URI uri;
    private final String tokenParameter;
    private final Optional<KeyIdentity> firstKey;

    FleetMeter(SimulatedMeter meter, FleetWire wire, StsPlan sts) {
        this.meter = meter;
        this.wire = wire;
        // What a connector takes for granted is not said.
        this.tokenParameter = meter.takesTokens() && sts.form() != TokenForm.BCD10
                ? "&token=" + sts.form().name().toLowerCase(Locale.ROOT)
                : "";
        this.uri = URI.create(
                wire.uriOf(meter, service(meter), DlmsAddress.parameters(meter.security().terms())) + tokenParameter);
        this.firstKey = meter.takesTokens()
                ? Optional.of(StsFactory.identity(sts, meter.serial()))
                : Optional.empty();
    }

    /** The serial number, 11 digits. */
    public String serial() {
        return meter.serial();
    }

    /** What the meter counts. */
    public Service service() {
        return meter.service();
    }

    /** Such as {@code dlms://127.0.0.1:4059?client=1&server=7&auth=hls5&title=57544c1695a68a10&service=water}. */
    public URI uri() {
        return uri;
    }

    /** The same with the serial number, as a connector wants it. */
    public MeterAddress address() {
        return new MeterAddress(serial(), uri);
    }

    /**
     * The same meter over HDLC.
     *
     * @param line such as {@code dlms+hdlc://127.0.0.1:4060} or {@code dlms+serial:/dev/ttyUSB0}
     */
    public URI uriOver(String line) {
        return URI.create(line + "?"
                + wire.hdlcParameters(meter, service(meter), DlmsAddress.parameters(meter.security().terms()))
                + tokenParameter);
    }

    /** The same meter over the wrapper on UDP, at the port that {@link Fleet#serveDatagrams} gave. */
    public URI datagramUri(int port) {
        return URI.create("dlms+udp://127.0.0.1:" + port + "?" + uri.getRawQuery());
    }

    /** Where a head-end finds the meter once it has dialled in: {@code dlms-inbound:SERIAL} and what the meter needs. */
    public URI inboundUri() {
        return URI.create("dlms-inbound:" + serial() + "?" + uri.getRawQuery());
    }

    /** The same for a meter that speaks HDLC there: it has the connection for itself, and answers as device 1. */
    public URI inboundHdlcUri() {
        return URI.create("dlms-inbound:" + serial() + "?link=hdlc&"
                + uri.getRawQuery().replaceFirst("server=[0-9]+", "server=1"));
    }

    /** The meter dials a head-end from now on, as its modem would; until the fleet is closed. */
    public void dialOut(InetSocketAddress headEnd, ModemPlan plan) {
        wire.dialOut(headEnd, meter, serial(), plan);
    }

    /** By what its limiter acts now; empty for a meter without one. */
    public Optional<LoadLimit> limit() {
        return meter.limit();
    }

    /** The keys as the meter's client has them; a copy, which the caller may close. */
    public DlmsKeys keys() {
        return meter.security().clientKeys().copy();
    }

    /** What the decoder key was with which the meter left the factory; empty if it takes no tokens. */
    public Optional<KeyIdentity> firstKey() {
        return firstKey;
    }

    /**
     * Somebody keys this in: twenty digits, with any blanks and dashes between, or anything else.
     *
     * @throws IllegalArgumentException if the meter takes no tokens
     */
    public KeypadAnswer enterToken(String typed) {
        return meter.enterToken(typed);
    }

    /** The power goes off and comes back at once. */
    public void powerCycle() {
        meter.powerCycle();
    }

    /** How things really are with this meter now. */
    public MeterTruth truth() {
        return meter.truth();
    }

    /** The meter itself, for those who want to ask it without a wire. */
    public SimulatedMeter device() {
        return meter;
    }

    /** Makes something go wrong with the meter from now on. */
    public void inject(MeterFault fault) {
        meter.inject(fault);
    }

    /** Makes the meter misbehave on the wire from now on, in place of how it misbehaved before. */
    public void inject(WireTrouble trouble) {
        wire.begin(meter, trouble);
    }

    /** The meter behaves on the wire again. */
    public void endWireTrouble() {
        wire.end(meter);
    }

    private static String service(SimulatedMeter meter) {
        return meter.service().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "FleetMeter[serial=" + serial() + ", uri=" + uri + "]";
    }
}

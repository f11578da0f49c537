package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.KeySource;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.meter.FleetMemory;
import io.wattle.simulator.meter.MeterMemory;
import io.wattle.simulator.meter.MeterSpecification;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.wire.FleetWire;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A running fleet of meters. Safe for use by many threads. Owns its ports and its memory file: whoever starts it closes
 * it.
 */
public final class Fleet implements AutoCloseable {
    private final Optional<FleetMemory> memory;
    private final FleetWire wire;
    private final List<FleetMeter> meters;
    private final Map<String, FleetMeter> bySerial;
    private final long seed;

    Fleet(FleetBuilder builder) {
        this.seed = builder.seed();
        this.memory = builder.memory();
        try {
            List<SimulatedMeter> devices = devices(builder, memory);
            this.wire = FleetWire.start(builder.wireSettings(), builder.hdlcSettings(), devices);
            this.meters = devices.stream().map(device -> new FleetMeter(device, wire, builder.sts())).toList();
        } catch (RuntimeException broken) {
            memory.ifPresent(FleetMemory::close);
            throw broken;
        }
        this.bySerial = meters.stream()
                .collect(Collectors.toUnmodifiableMap(FleetMeter::serial, Function.identity()));
    }

    /** A fleet to be: ten meters on one free port, seed 1, without a memory file; the clock is yet to be given. */
    public static FleetBuilder builder() {
        return new FleetBuilder();
    }

    /**
     * The simulated time up to which a fleet has run with this memory file, for the clock of the next run to go on from;
     * empty if there is no file yet.
     *
     * @throws io.wattle.simulator.meter.FleetMemoryException if the file is no fleet memory or is damaged
     */
    public static Optional<Instant> lastSimulatedTime(Path memoryFile) {
        return FleetMemory.timeLastSeen(memoryFile);
    }

    /** The simulated time of the last change that any meter kept; empty without a memory file. */
    public Optional<Instant> lastSimulatedTime() {
        return memory.flatMap(FleetMemory::timeLastSeen);
    }

    /** All meters, in the order of their logical addresses. */
    public List<FleetMeter> meters() {
        return meters;
    }

    /** The meter with the serial number, if the fleet has it. */
    public Optional<FleetMeter> find(String serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    /**
     * The meter with the serial number.
     *
     * @throws IllegalArgumentException if the fleet has no such meter
     */
    public FleetMeter meter(String serial) {
        return find(serial).orElseThrow(() -> new IllegalArgumentException("the fleet has no meter " + serial));
    }

    /** Knows the keys of every meter of the fleet. */
    public KeySource keySource() {
        return serial -> find(serial).map(FleetMeter::keys);
    }

    /**
     * Somebody keys this in at the meter with the serial number: twenty digits, or anything else.
     *
     * @throws IllegalArgumentException if the fleet has no such meter, or if that meter takes no tokens
     */
    public KeypadAnswer enterToken(String serial, String typed) {
        return meter(serial).enterToken(typed);
    }

    /**
     * A vending key for tests only: anybody can work it out from the fleet's seed. That of {@link StsPlan#vending} is what
     * the meters' first keys were made from; any other may bring them their next. The caller closes it.
     */
    public VendingKey vendingKey(VendingKeyLabel label) {
        return TestOnlyKeys.vendingKey(seed, label);
    }

    /** The bytes of that key, for a file from which somebody else sells tokens. */
    public byte[] vendingKeyBytes(VendingKeyLabel label) {
        return TestOnlyKeys.vendingBytes(seed, label);
    }

    /** The ports that are bound, 1..65535. */
    public List<Integer> ports() {
        return wire.ports();
    }

    /**
     * The meters answer datagrams on this UDP port too, 0..65535; 0 takes a free one.
     *
     * @return the port that is bound, 1..65535
     * @throws IllegalStateException if it cannot be bound
     */
    public int serveDatagrams(int port) {
        return wire.serveDatagrams(port);
    }

    /** The TCP port on which the meters speak HDLC, if they do. */
    public Optional<Integer> hdlcPort() {
        return wire.hdlcPort();
    }

    /**
     * The meters answer on this line too, over HDLC; it is the fleet's from now on.
     *
     * @throws IllegalStateException if the meters do not speak HDLC
     */
    public void serve(SerialLine line) {
        wire.serve(line);
    }

    /**
     * The meters answer on this line over HDLC until the client takes leave, as after a mode E sign-on; then it is closed.
     *
     * @throws IllegalStateException if the meters do not speak HDLC
     */
    public void serveOneLink(SerialLine line) {
        wire.serveOneLink(line);
    }

    /** Closes the ports, then the memory file. Meters must not be asked afterwards. May be called twice. */
    @Override
    public void close() {
        wire.close();
        memory.ifPresent(FleetMemory::close);
    }

    private static List<SimulatedMeter> devices(FleetBuilder builder, Optional<FleetMemory> memory) {
        List<MeterSpecification> specifications = builder.plan().specifications();
        List<SimulatedMeter> devices = new ArrayList<>(specifications.size());
        for (MeterSpecification specification : specifications) {
            int number = devices.size();
            MeterMemory slot = memory.map(file -> file.slot(number)).orElseGet(MeterMemory::transientMemory);
            devices.add(new SimulatedMeter(specification, builder.clock(), slot));
        }
        return devices;
    }
}

package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.simulator.meter.FleetMark;
import io.wattle.simulator.meter.FleetMemory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says what a fleet is to be. Not thread safe. */
public final class FleetBuilder {
    /** A meter for each logical address, 1..65535. */
    public static final int METERS_MAX = 65_535;

    private static final int PORTS_MAX = 1_000;
    private static final int CONNECTIONS_MAX = 100_000; // more than a machine has file handles for by default
    private int meters = 10;
    private long seed = 1;
    private int waterEvery;
    private int gasEvery;
    private StsPlan sts = StsPlan.NONE;
    private List<SecurityTerms> terms = List.of(SecurityTerms.USUAL);
    private @Nullable InstantSource clock;
    private int firstPort;
    private int ports = 1;
    private int ioThreads = 1;
    private int apduBytesMax = DlmsServerSettings.defaults().apduBytesMax();
    private Optional<Integer> hdlcPort = Optional.empty();
    private Optional<Path> memoryFile = Optional.empty();
    private final Map<Integer, Integer> startingBalances = new HashMap<>();

    FleetBuilder() {}

    /** How many meters, 1..65535. */
    public FleetBuilder meters(int count) {
        this.meters = check("meters", count, 1, METERS_MAX);
        return this;
    }

    /** What serials, keys, households, registers and balances follow from. */
    public FleetBuilder seed(long number) {
        this.seed = number;
        return this;
    }

    /** Every so many-th meter counts water instead of electricity; 0 for none, 1 for all. */
    public FleetBuilder waterEvery(int count) {
        this.waterEvery = check("waterEvery", count, 0, METERS_MAX);
        return this;
    }

    /** Every so many-th meter counts gas instead of electricity, where it counts no water; 0 for none, 1 for all. */
    public FleetBuilder gasEvery(int count) {
        this.gasEvery = check("gasEvery", count, 0, METERS_MAX);
        return this;
    }

    /** Which meters take STS tokens, and how; none if not said. */
    public FleetBuilder sts(StsPlan plan) {
        this.sts = plan;
        return this;
    }

    /**
     * What meters ask of the client who manages them: the first meter the first, and so on, over and over. The usual terms
     * if not said.
     */
    public FleetBuilder security(List<SecurityTerms> turns) {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("security must have at least one kind of terms");
        }
        this.terms = List.copyOf(turns);
        return this;
    }

    /** The true time, by which households live and from which meter clocks may deviate. Must be given. */
    public FleetBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** The first port, 0..65535; 0 takes free ones. Several ports follow each other. */
    public FleetBuilder port(int first) {
        this.firstPort = check("port", first, 0, 65_535);
        return this;
    }

    /** Over how many ports the meters are spread, 1..1000. */
    public FleetBuilder ports(int count) {
        this.ports = check("ports", count, 1, PORTS_MAX);
        return this;
    }

    /** How many threads serve the wire, 1..64. */
    public FleetBuilder ioThreads(int count) {
        this.ioThreads = check("ioThreads", count, 1, 64);
        return this;
    }

    /** Longest APDU that a meter takes and sends, 64..65535 bytes: what is longer comes and goes in blocks. */
    public FleetBuilder apduBytesMax(int bytes) {
        this.apduBytesMax = check("apduBytesMax", bytes, 64, 65_535);
        return this;
    }

    /** The meters speak HDLC too: on this TCP port, 0..65535, and on lines given to {@link Fleet#serve}; 0 takes a free port. */
    public FleetBuilder hdlcPort(int port) {
        this.hdlcPort = Optional.of(check("hdlcPort", port, 0, 65_535));
        return this;
    }

    /** Keeps the meters' memories in a file, which is made if it is not there. Without, they end with the process. */
    public FleetBuilder memory(Path file) {
        this.memoryFile = Optional.of(file);
        return this;
    }

    /**
     * The balance of one meter when it is new; what a memory file holds goes before.
     *
     * @param meter its place in {@link Fleet#meters()}, from 0
     * @param balance in Wh or litres
     */
    public FleetBuilder startingBalance(int meter, int balance) {
        startingBalances.put(check("meter", meter, 0, METERS_MAX - 1), balance);
        return this;
    }

    /**
     * Starts the fleet; returns when every port is bound.
     *
     * @throws io.wattle.simulator.meter.FleetMemoryException if the memory file is of another fleet, in use, or damaged
     * @throws IllegalStateException if no clock was given, or a port cannot be bound
     */
    public Fleet start() {
        return new Fleet(this);
    }

    InstantSource clock() {
        if (clock == null) {
            throw new IllegalStateException("the fleet needs a clock");
        }
        return clock;
    }

    FleetPlan plan() {
        return new FleetPlan(mark(), startingBalances, sts, terms);
    }

    StsPlan sts() {
        return sts;
    }

    long seed() {
        return seed;
    }

    Optional<FleetMemory> memory() {
        return memoryFile.map(file -> FleetMemory.open(file, mark()));
    }

    DlmsServerSettings wireSettings() {
        DlmsServerSettings defaults = DlmsServerSettings.defaults();
        List<Integer> wanted = IntStream.range(0, ports)
                .mapToObj(number -> firstPort == 0 ? 0 : firstPort + number)
                .toList();
        return new DlmsServerSettings(defaults.host(), wanted, defaults.idleTimeout(), apduBytesMax,
                CONNECTIONS_MAX, ioThreads);
    }

    Optional<DlmsServerSettings> hdlcSettings() {
        return hdlcPort.map(port -> wireSettings().withPorts(List.of(port)).withHdlc(HdlcSettings.defaults()));
    }

    private FleetMark mark() {
        return new FleetMark(seed, meters, waterEvery, gasEvery, sts.every());
    }

    private static int check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
        return value;
    }
}

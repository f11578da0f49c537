package io.wattle.headend.rekey;

import io.wattle.headend.demo.FleetFiles;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetBuilder;
import io.wattle.simulator.scenario.FleetMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Meters on the terms given, one each, with their file of keys; and an officer who changes them. */
final class KeyedFleet implements AutoCloseable {
    private final Path folder;
    private final Path keyFile;
    private final InstantSource clock;
    private final Fleet fleet;

    KeyedFleet(Path folder, InstantSource clock, String... terms) {
        this(folder, clock, builder -> builder, terms);
    }

    /** @param more what else is said of them */
    KeyedFleet(Path folder, InstantSource clock, UnaryOperator<FleetBuilder> more, String... terms) {
        List<SecurityTerms> each = Stream.of(terms).map(DlmsAddress::terms).toList();
        this.folder = folder;
        this.clock = clock;
        this.fleet = more.apply(Fleet.builder().meters(each.size()).seed(7).clock(clock).security(each)).start();
        FleetFiles files = FleetFiles.in(folder);
        files.write(fleet);
        this.keyFile = files.keys();
    }

    /** What the officer does by the door of one meter. */
    interface Use<T> {
        T by(ConnectorDoor door, KeyFileEditor store);
    }

    List<FleetMeter> meters() {
        return fleet.meters();
    }

    /** Of those that speak HDLC. */
    int hdlcPort() {
        return fleet.hdlcPort().orElseThrow();
    }

    Path keyFile() {
        return keyFile;
    }

    static SecurityTerms terms(FleetMeter meter) {
        return DlmsAddress.parse(meter.uri()).terms();
    }

    /** What the file has of a meter. */
    MeterSecrets secrets(FleetMeter meter) {
        try (KeyFileEditor store = KeyFileEditor.open(keyFile)) {
            return secrets(store, meter);
        }
    }

    static MeterSecrets secrets(KeyFileEditor store, FleetMeter meter) {
        return store.find(meter.serial()).orElseThrow();
    }

    /** With the file held, and a way to that address. */
    <T> T withDoor(MeterAddress address, UnaryOperator<DlmsSettings> more, Use<T> use) {
        try (KeyFileEditor store = KeyFileEditor.open(keyFile);
                CounterFile counters = CounterFile.open(folder.resolve("officer-counters"));
                ConnectorDoor door = new ConnectorDoor(address, more.apply(settings(counters)), counters, clock)) {
            return use.by(door, store);
        }
    }

    /** Patient: new pairs take their time on a busy machine. */
    static DlmsSettings settings(CounterFile counters) {
        Duration patience = Duration.ofSeconds(30);
        return DlmsSettings.defaults()
                .withClientTitle(counters.clientTitle())
                .withTimeouts(patience, patience, patience.multipliedBy(2));
    }

    @Override
    public void close() {
        fleet.close();
    }
}

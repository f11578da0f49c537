package io.wattle.headend.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.KeyFile;
import io.wattle.headend.registry.LiveKeyFile;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.KeySource;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.scenario.FleetMeter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is lost while keys change, the head-end can speak to the meter, and the next run finishes. */
class RekeyingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T17:30:00Z"));
    private static final Set<SetupKey> GLOBAL = EnumSet.of(SetupKey.UNICAST, SetupKey.AUTHENTICATION);

    @TempDir
    private Path folder;
    @SuppressWarnings("NullAway.Init") // made before each test
    private KeyedFleet fleet;

    @BeforeEach
    void start() {
        fleet = new KeyedFleet(folder, CLOCK, "auth=hls5", "auth=hls5&suite=2", "auth=hls7", "ciphering=general-glo",
                "auth=lls&policy=none");
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void shouldGiveMetersOfEachSuiteNewKeysOfEachKind() {
        for (FleetMeter meter : fleet.meters().subList(0, 4)) {
            MeterSecrets before = fleet.secrets(meter);
            assertThat(change(meter, EnumSet.allOf(SetupKey.class))).as(meter.uri().toString())
                    .isInstanceOf(KeyChange.Done.class);
            MeterSecrets after = fleet.secrets(meter);
            assertThat(after.next()).isEmpty();
            for (KeyUse use : List.of(KeyUse.ENCRYPTION, KeyUse.AUTHENTICATION, KeyUse.MASTER)) {
                assertThat(after.find(use).orElseThrow()).isNotEqualTo(before.find(use).orElseThrow());
            }
            assertThat(after.find(KeyUse.BROADCAST)).isPresent();
            assertThat(speaks(meter)).isTrue();
            assertThat(change(meter, GLOBAL)).isInstanceOf(KeyChange.Done.class); // under the new master key
        }
    }

    @Test
    void shouldNotSendKeysWhereTheirArrivalCouldNotBeShown() {
        FleetMeter meter = fleet.meters().get(4);
        assertThat(change(meter, GLOBAL)).isInstanceOf(KeyChange.Refused.class);
        assertThat(fleet.secrets(meter).next()).isEmpty();
    }

    @Test
    void shouldBeAbleToSpeakToTheMeterWhereverAKillFell() throws Exception {
        FleetMeter meter = fleet.meters().getFirst();
        List<String> steps = new ArrayList<>();
        // The steps are kept, sent, settled; and once more sent, settled for the master key.
        for (int dies : List.of(1, 2, 4)) {
            List<String> arguments = List.of(meter.serial(), meter.uri().toString(), folder.toString(),
                    Integer.toString(dies), "UNICAST", "AUTHENTICATION", "MASTER");
            try (ChildProcess child = ChildProcess.start(folder, RekeyChild.class, arguments)) {
                assertThat(child.awaitExit(60)).as(() -> child.lines().toString()).isEqualTo(ChildProcess.KILLED);
                steps.add(child.lines().getLast());
            }
            assertThat(speaks(meter)).as("killed behind %s", steps).isTrue();
            KeyChange finished = change(meter, EnumSet.of(SetupKey.BROADCAST));
            assertThat(finished).as("killed behind %s", steps).isInstanceOf(KeyChange.Done.class);
            assertThat(fleet.secrets(meter).next()).isEmpty();
            assertThat(speaks(meter)).isTrue();
            assertThat(change(meter, EnumSet.of(SetupKey.UNICAST))).isInstanceOf(KeyChange.Done.class);
        }
        assertThat(steps).containsExactly("kept", "sent", "sent");
    }

    @Test
    void shouldFindOutWhatTheMeterHasWhenItsAnswerIsLost() {
        FleetMeter meter = fleet.meters().getFirst();
        MeterSecrets before = fleet.secrets(meter);
        // The AARE, the proof, the serial number; then the answer to the transfer.
        meter.inject(WireTrouble.once(WireFault.DROP_MID_FRAME, 3));
        assertThat(change(meter, GLOBAL)).isInstanceOf(KeyChange.Done.class);
        assertThat(fleet.secrets(meter).find(KeyUse.ENCRYPTION).orElseThrow())
                .isNotEqualTo(before.find(KeyUse.ENCRYPTION).orElseThrow());
        meter.inject(WireTrouble.once(WireFault.DROP_MID_FRAME, 3));
        assertThat(change(meter, EnumSet.of(SetupKey.MASTER))).isInstanceOf(KeyChange.Done.class);
        assertThat(change(meter, GLOBAL)).isInstanceOf(KeyChange.Done.class);
    }

    @Test
    void shouldKeepBothWhileTheMeterCannotBeReachedAndFinishLater() {
        FleetMeter meter = fleet.meters().getFirst();
        meter.inject(WireTrouble.always(WireFault.DROP_MID_FRAME));
        assertThat(change(meter, GLOBAL)).isInstanceOf(KeyChange.Open.class);
        assertThat(fleet.secrets(meter).next()).containsKeys(KeyUse.ENCRYPTION, KeyUse.AUTHENTICATION);
        meter.endWireTrouble();
        assertThat(speaks(meter)).isTrue();
        assertThat(change(meter, GLOBAL)).isInstanceOfSatisfying(KeyChange.Done.class,
                done -> assertThat(done.words()).contains("begun before"));
        assertThat(fleet.secrets(meter).next()).isEmpty();
    }

    @Test
    void shouldSpeakToAMeterWithItsNewKeysWithoutBeingStartedAgain() {
        FleetMeter meter = fleet.meters().getFirst();
        try (CounterFile counters = CounterFile.open(folder.resolve("counters"));
                DlmsConnector headEnd = connector(LiveKeyFile.open(fleet.keyFile()), counters)) {
            assertThat(speaks(headEnd, meter)).isTrue();
            assertThat(change(meter, GLOBAL)).isInstanceOf(KeyChange.Done.class);
            assertThat(speaks(headEnd, meter)).isTrue();
        }
    }

    @Test
    void shouldShowNoKeyInWhatItSays() {
        FleetMeter meter = fleet.meters().getFirst();
        meter.inject(WireTrouble.always(WireFault.DROP_MID_FRAME));
        String words = change(meter, GLOBAL) + fleet.secrets(meter).toString();
        fleet.secrets(meter)
                .nextKeys()
                .find(KeyUse.ENCRYPTION)
                .ifPresent(key -> assertThat(words)
                        .doesNotContainIgnoringCase(java.util.HexFormat.of().formatHex(key)));
        assertThat(words).contains("next=[ENCRYPTION, AUTHENTICATION]");
    }

    private KeyChange change(FleetMeter meter, Set<SetupKey> keys) {
        return fleet.withDoor(meter.address(), settings -> settings, (door, store) -> new Rekeying(door, store,
                KeyedFleet.terms(meter), new SecureRandom(), _ -> {
                }).change(meter.serial(), keys));
    }

    private boolean speaks(FleetMeter meter) {
        try (CounterFile counters = CounterFile.open(folder.resolve("counters"));
                DlmsConnector headEnd = connector(KeyFile.read(fleet.keyFile()), counters)) {
            return speaks(headEnd, meter);
        }
    }

    private static boolean speaks(DlmsConnector connector, FleetMeter meter) {
        return switch (connector.open(meter.address()).toCompletableFuture().join()) {
            case Outcome.Done<MeterLink>(MeterLink link) -> {
                try (link) {
                    yield link.read().toCompletableFuture().join() instanceof Outcome.Done<?>;
                }
            }
            case Outcome.Refused<MeterLink> _,Outcome.Unknown<MeterLink> _ -> false;
        };
    }

    private static DlmsConnector connector(KeySource keys, CounterFile counters) {
        return new DlmsConnector(KeyedFleet.settings(counters), keys, counters, CLOCK);
    }
}
